/**
 * How many people an identity provider may disable or delete before the rest is held: `least`, or `percent` of the
 * directory's people where that is more, within so many hours.
 */
export interface BrakeTerms {
  readonly least: number;
  readonly percent: number;
  readonly hours: number;
}

/** What a directory has that sets nothing: far above what people coming and going cause, far below a wrong scope. */
export const defaultBrake: BrakeTerms = { least: 50, percent: 10, hours: 24 };

export const brakeLimits = { least: 1_000_000, percent: 100, hours: 168 } as const;

/** How long deleted people are kept. */
export const keptForDays = 30;
