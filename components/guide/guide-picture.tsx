import type { GuidePicture as PictureId } from "@/lib/applications/setup-guides";
import { EntraCredentials } from "./pictures/entra-credentials";

/** The picture of a portal that stands beside a step. */
export function GuidePicture({ picture }: { picture: PictureId }) {
  switch (picture) {
    case "entraCredentials":
      return <EntraCredentials />;
    default:
      return null;
  }
}
