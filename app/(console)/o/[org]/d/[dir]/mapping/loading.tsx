import { LoadingPage, LoadingTable } from "@/components/loading-page";

export default function MappingLoading() {
  return (
    <LoadingPage>
      <LoadingTable rows={13} />
    </LoadingPage>
  );
}
