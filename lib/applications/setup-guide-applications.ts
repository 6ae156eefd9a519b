import type { ApplicationId } from "./profile";
import type { GuideNote, GuideStep, StepId } from "./guide-steps";

interface ApplicationSteps {
  /** What is done before the identity provider's part. */
  readonly first: readonly GuideStep[];
  /** What the application adds to steps of the identity provider's part. */
  readonly notes: Readonly<Partial<Record<StepId, readonly GuideNote[]>>>;
}

/** Recommended by 8x8 and RingCentral, and set up before provisioning: userName is then the name people sign in with. */
const sso: GuideStep = {
  id: "sso",
  place: "provider",
  path: ["singleSignOn"],
  evidence: [],
  optional: true,
  advice: true,
};

/** APPLICATIONS.md. */
export const applicationSteps: Readonly<Record<ApplicationId, ApplicationSteps>> = {
  "8x8": {
    first: [sso],
    notes: {
      entraConnect: ["eightCredentials"],
      oktaConnect: ["eightCredentials"],
      otherConnect: ["eightCredentials"],
      entraMapping: ["eightMapping"],
      oktaToApp: ["eightMapping"],
      otherMapping: ["eightMapping"],
    },
  },
  ringcentral: {
    first: [
      {
        id: "ringcentralProvider",
        place: "application",
        path: ["tools", "directoryIntegration", "selectProvider"],
        evidence: ["provider"],
        controls: ["provider"],
      },
      {
        id: "ringcentralService",
        place: "application",
        path: ["tools", "directoryIntegration", "enableService"],
        evidence: ["service"],
        controls: ["service"],
        picture: "ringcentralDirectory",
      },
      sso,
    ],
    notes: {
      entraConnect: ["ringcentralCredentials"],
      oktaConnect: ["ringcentralCredentials"],
      otherConnect: ["ringcentralCredentials"],
      entraMapping: ["ringcentralMapping"],
      oktaToApp: ["ringcentralMapping"],
      otherMapping: ["ringcentralMapping"],
      entraEveryone: ["ringcentralLicences"],
      oktaEveryone: ["ringcentralLicences"],
      otherEveryone: ["ringcentralLicences"],
    },
  },
  "ipass-smartconnect": {
    first: [
      {
        id: "ipassDomains",
        place: "application",
        page: "domains",
        controls: ["domains"],
        path: ["domains"],
        evidence: ["domain"],
      },
    ],
    notes: {
      entraConnect: ["ipassCredentials"],
      oktaConnect: ["ipassCredentials"],
      otherConnect: ["ipassCredentials"],
      entraMapping: ["ipassMapping", "ipassSso"],
      oktaToApp: ["ipassMapping", "ipassSso"],
      otherMapping: ["ipassMapping", "ipassSso"],
    },
  },
  generic: { first: [], notes: {} },
};
