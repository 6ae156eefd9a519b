import { conformanceTrial } from "./conformance-trial";
import { rehearsalTrial } from "./rehearsal-trial";
import type { TrialKind } from "./trial-kinds";
import type { TrialWork } from "./trial-work";

/** Who does the work of each kind. */
export const trialWorks: Readonly<Record<TrialKind, TrialWork>> = {
  conformance: conformanceTrial(),
  rehearsal: rehearsalTrial,
};
