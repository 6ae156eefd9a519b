import { LoadingPage, LoadingTable } from "@/components/loading-page";

export default function LogsLoading() {
  return (
    <LoadingPage>
      <LoadingTable />
    </LoadingPage>
  );
}
