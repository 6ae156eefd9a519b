import { LoadingCard, LoadingPage } from "@/components/loading-page";

export default function UserLoading() {
  return (
    <LoadingPage>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <LoadingCard className="h-96" />
        <LoadingCard className="h-72" />
      </div>
    </LoadingPage>
  );
}
