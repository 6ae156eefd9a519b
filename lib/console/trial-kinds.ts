/** What a sandbox has of its directory. */
export interface SandboxOptions {
  /** Copies people, groups and memberships too, under their own ids. */
  readonly withPeople: boolean;
  /** Takes every userName and holds nobody: for work that is about the protocol alone. */
  readonly withoutPolicies: boolean;
}

/** What is done on a sandbox of a directory, and what of the directory the sandbox has. Pure data. */
export const trialKinds = {
  /** Muster's own SCIM service is held against what identity providers send (lib/entra/conformance). */
  conformance: { withPeople: false, withoutPolicies: true },
  /** An initial cycle is played before the identity provider is connected. */
  rehearsal: { withPeople: true, withoutPolicies: false },
} as const satisfies Record<string, SandboxOptions>;

export type TrialKind = keyof typeof trialKinds;

export const isTrialKind = (text: string): text is TrialKind => text in trialKinds;

/** How far a run is. `phase` is a word of its kind; `total` is 0 while it is not known. */
export interface TrialProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}
