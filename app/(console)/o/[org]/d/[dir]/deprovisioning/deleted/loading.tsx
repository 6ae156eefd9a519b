import { LoadingPage, LoadingTable } from "@/components/loading-page";

export default function DeletedLoading() {
  return (
    <LoadingPage>
      <LoadingTable rows={8} />
    </LoadingPage>
  );
}
