import { LoadingPage, LoadingTable } from "@/components/loading-page";

export default function UsersLoading() {
  return (
    <LoadingPage>
      <LoadingTable />
    </LoadingPage>
  );
}
