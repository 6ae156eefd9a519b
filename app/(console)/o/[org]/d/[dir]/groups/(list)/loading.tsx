import { LoadingPage, LoadingTable } from "@/components/loading-page";

export default function GroupsLoading() {
  return (
    <LoadingPage>
      <LoadingTable />
    </LoadingPage>
  );
}
