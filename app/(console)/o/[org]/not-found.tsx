import { NotFoundMessage } from "@/components/not-found-message";

/** Within the frame: the organization is there, the page is not. */
export default function OrganizationNotFound() {
  return <NotFoundMessage />;
}
