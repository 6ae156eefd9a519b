import type { GuidePicture as PictureId } from "@/lib/applications/guide-steps";
import { EntraCredentials } from "./pictures/entra-credentials";
import { EntraOnDemand } from "./pictures/entra-on-demand";
import { EntraStatus } from "./pictures/entra-status";
import { OktaIntegration } from "./pictures/okta-integration";
import { OktaToApp } from "./pictures/okta-to-app";
import { RingcentralDirectory } from "./pictures/ringcentral-directory";

/** The picture of a portal that stands beside a step. The numbers in it are the order in which things are filled in. */
export function GuidePicture({ picture }: { picture: PictureId }) {
  switch (picture) {
    case "entraCredentials":
      return <EntraCredentials />;
    case "entraOnDemand":
      return <EntraOnDemand />;
    case "entraStatus":
      return <EntraStatus />;
    case "oktaIntegration":
      return <OktaIntegration />;
    case "oktaToApp":
      return <OktaToApp />;
    case "ringcentralDirectory":
      return <RingcentralDirectory />;
  }
}
