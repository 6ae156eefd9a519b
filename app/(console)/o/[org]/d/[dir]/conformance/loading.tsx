import { LoadingCard, LoadingPage, LoadingTable } from "@/components/loading-page";

export default function ConformanceLoading() {
  return (
    <LoadingPage>
      <div className="grid gap-5">
        <LoadingCard className="h-20" />
        <LoadingTable rows={10} />
      </div>
    </LoadingPage>
  );
}
