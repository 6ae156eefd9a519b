import { LoadingPage, LoadingTable } from "@/components/loading-page";

export default function DomainsLoading() {
  return (
    <LoadingPage>
      <LoadingTable rows={3} />
    </LoadingPage>
  );
}
