import { LoadingCard, LoadingPage } from "@/components/loading-page";

export default function DirectoryLoading() {
  return (
    <LoadingPage>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-5">
          <LoadingCard className="h-24" />
          <LoadingCard className="h-80" />
          <LoadingCard className="h-44" />
        </div>
        <LoadingCard className="h-72" />
      </div>
    </LoadingPage>
  );
}
