import { LoadingCard, LoadingPage } from "@/components/loading-page";

export default function SettingsLoading() {
  return (
    <LoadingPage>
      <div className="grid max-w-3xl gap-5">
        <LoadingCard className="h-32" />
        <LoadingCard className="h-44" />
        <LoadingCard className="h-32" />
      </div>
    </LoadingPage>
  );
}
