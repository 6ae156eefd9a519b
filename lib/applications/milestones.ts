/**
 * What identity providers do for the first time while a directory is set up, in the order in which it usually happens. The
 * first of each is remembered for ever (GuideMark).
 */
export const milestones = ["testConnection", "lookup", "person", "group", "leaver"] as const;
export type Milestone = (typeof milestones)[number];

/** Each milestone as one bit, so that a number is a set of them. */
export const milestoneBits: Readonly<Record<Milestone, number>> = {
  testConnection: 1,
  lookup: 2,
  person: 4,
  group: 8,
  leaver: 16,
};
