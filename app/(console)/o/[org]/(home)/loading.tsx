import { LoadingCard, LoadingPage } from "@/components/loading-page";

export default function OrganizationLoading() {
  return (
    <LoadingPage>
      <div className="grid gap-5 md:grid-cols-2">
        <LoadingCard className="h-36" />
        <LoadingCard className="h-36" />
      </div>
    </LoadingPage>
  );
}
