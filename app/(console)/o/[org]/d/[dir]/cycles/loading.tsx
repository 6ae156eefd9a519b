import { LoadingCard, LoadingPage } from "@/components/loading-page";

export default function CyclesLoading() {
  return (
    <LoadingPage>
      <LoadingCard className="h-96" />
    </LoadingPage>
  );
}
