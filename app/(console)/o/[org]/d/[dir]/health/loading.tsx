import { LoadingCard, LoadingPage } from "@/components/loading-page";

export default function HealthLoading() {
  return (
    <LoadingPage>
      <div className="grid max-w-4xl gap-5">
        <LoadingCard className="h-60" />
        <LoadingCard className="h-40" />
      </div>
    </LoadingPage>
  );
}
