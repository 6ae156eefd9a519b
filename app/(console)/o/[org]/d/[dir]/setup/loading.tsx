import { LoadingPage, LoadingTable } from "@/components/loading-page";

export default function SetupGuideLoading() {
  return (
    <LoadingPage>
      <LoadingTable rows={8} />
    </LoadingPage>
  );
}
