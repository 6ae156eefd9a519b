import type { FindingKind } from "@/lib/insight/finding";

/** Findings that are told by an event and an e-mail of their own, and therefore not as failures. */
type ToldOtherwise = "brake" | "credentialEnds";

/** The findings that people are told of, in the order in which they choose among them. */
export const toldKinds = [
  "failureShare",
  "refusedAll",
  "credentialRefused",
  "serviceOff",
  "silent",
  "failingAgain",
  "failing",
  "duplicateMatches",
  "lostMembers",
  "danglingManagers",
  "throttled",
] as const satisfies readonly Exclude<FindingKind, ToldOtherwise>[];
export type ToldKind = (typeof toldKinds)[number];

/** What a directory tells unless somebody has set it otherwise: everything but what passes by itself or harms little. */
export const defaultAlertSetting: { readonly failureMail: boolean; readonly quietKinds: readonly string[] } = {
  failureMail: true,
  quietKinds: ["danglingManagers", "throttled"] satisfies ToldKind[],
};
