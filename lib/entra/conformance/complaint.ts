/** What is wrong with an answer, in words. */
export interface Complaint {
  readonly text: string;
  /** Not a fault: a SHOULD of the standard, or Muster's own habit. */
  readonly advice: boolean;
}

/** One complaint, or none when what it is about holds. */
export function complain(holds: boolean, text: string, advice = false): Complaint[] {
  return holds ? [] : [{ text, advice }];
}

/** The complaints, each with where it belongs in front. */
export function prefixed(where: string, complaints: readonly Complaint[]): Complaint[] {
  return complaints.map(({ text, advice }) => ({ text: `${where}: ${text}`, advice }));
}

/** Those that no server may give rise to. */
export function faults(complaints: readonly Complaint[]): Complaint[] {
  return complaints.filter(({ advice }) => !advice);
}
