import { LoadingPage, LoadingTable } from "@/components/loading-page";

export default function HeldLoading() {
  return (
    <LoadingPage>
      <LoadingTable rows={8} />
    </LoadingPage>
  );
}
