import { LoadingCard, LoadingPage } from "@/components/loading-page";

export default function RehearseLoading() {
  return (
    <LoadingPage>
      <div className="grid gap-5">
        <LoadingCard className="h-20" />
        <LoadingCard className="h-80" />
      </div>
    </LoadingPage>
  );
}
