import type { GuideProvider, GuideStep } from "./guide-steps";

/** What is done in Microsoft Entra ID (ENTRA.md §5 to §7). */
const entra: readonly GuideStep[] = [
  {
    id: "entraOpen",
    place: "provider",
    path: [
      "entraAdminCenter",
      "enterpriseApplications",
      "newApplication",
      "yourApplication",
      "provisioning",
      "modeAutomatic",
    ],
    evidence: [],
    notes: ["entraNewPortal"],
  },
  {
    id: "entraConnect",
    place: "provider",
    path: ["provisioning", "adminCredentials", "testConnection"],
    evidence: ["credential", "testConnection"],
    controls: ["credentials", "test"],
    picture: "entraCredentials",
    notes: ["entraFlag", "entraNotification"],
  },
  {
    id: "entraMapping",
    place: "provider",
    page: "mapping",
    path: ["provisioning", "mappings"],
    evidence: [],
  },
  {
    id: "entraSmall",
    place: "provider",
    path: ["usersAndGroups", "addUserGroup", "provisionOnDemand"],
    evidence: ["lookup", "person"],
    picture: "entraOnDemand",
    notes: ["defaultAccess"],
  },
  {
    id: "entraEveryone",
    place: "provider",
    path: ["provisioning", "settings", "scope", "provisioningStatus"],
    evidence: ["people"],
    picture: "entraStatus",
    optional: true,
  },
  {
    id: "entraGroups",
    place: "provider",
    path: ["provisioning", "mappings", "provisionGroups"],
    evidence: ["group"],
    optional: true,
  },
  {
    id: "entraLeaver",
    place: "provider",
    path: ["usersAndGroups"],
    evidence: ["leaver"],
    optional: true,
  },
];

/** What is done in Okta (ENTRA.md §8.4, §9). */
const okta: readonly GuideStep[] = [
  {
    id: "oktaOpen",
    place: "provider",
    path: ["oktaAdminConsole", "oktaApplications", "yourApplication", "oktaGeneral", "oktaAppSettings"],
    evidence: [],
  },
  {
    id: "oktaConnect",
    place: "provider",
    path: ["provisioning", "oktaIntegration", "oktaTest"],
    evidence: ["credential", "testConnection"],
    controls: ["credentials", "test"],
    picture: "oktaIntegration",
  },
  {
    id: "oktaToApp",
    place: "provider",
    page: "mapping",
    path: ["provisioning", "oktaToApp"],
    evidence: [],
    picture: "oktaToApp",
  },
  {
    id: "oktaSmall",
    place: "provider",
    path: ["oktaAssignments", "oktaAssign"],
    evidence: ["lookup", "person"],
  },
  {
    id: "oktaEveryone",
    place: "provider",
    path: ["oktaAssignments", "oktaAssign"],
    evidence: ["people"],
    optional: true,
  },
  {
    id: "oktaGroups",
    place: "provider",
    path: ["oktaPushGroups"],
    evidence: ["group"],
    optional: true,
  },
  {
    id: "oktaLeaver",
    place: "provider",
    path: ["oktaAssignments"],
    evidence: ["leaver"],
    optional: true,
  },
];

/** What is done in any other client of SCIM 2.0. */
const other: readonly GuideStep[] = [
  { id: "otherOpen", place: "provider", path: [], evidence: [] },
  {
    id: "otherConnect",
    place: "provider",
    path: [],
    evidence: ["credential", "testConnection"],
    controls: ["credentials", "test"],
  },
  { id: "otherMapping", page: "mapping", place: "provider", path: [], evidence: [] },
  { id: "otherSmall", place: "provider", path: [], evidence: ["person"] },
  { id: "otherEveryone", place: "provider", path: [], evidence: ["people"], optional: true },
  { id: "otherGroups", place: "provider", path: [], evidence: ["group"], optional: true },
  { id: "otherLeaver", place: "provider", path: [], evidence: ["leaver"], optional: true },
];

export const providerSteps: Readonly<Record<GuideProvider, readonly GuideStep[]>> = { entra, okta, other };
