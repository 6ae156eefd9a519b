import { LoadingCard, LoadingPage } from "@/components/loading-page";

export default function NotificationsLoading() {
  return (
    <LoadingPage>
      <div className="grid max-w-3xl gap-5">
        <LoadingCard className="h-80" />
        <LoadingCard className="h-40" />
      </div>
    </LoadingPage>
  );
}
