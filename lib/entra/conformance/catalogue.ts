/** Every group of cases, in the order they are played and reported. */
import type { Case } from "./case";
import { loadRecordedCases } from "./recorded-cases";

export interface CaseGroup {
  readonly id: string;
  readonly title: string;
  readonly cases: readonly Case[];
}

export function loadCatalogue(): CaseGroup[] {
  return [
    { id: "entra", title: "Recorded exchanges of Microsoft Entra ID", cases: loadRecordedCases("entra") },
    { id: "okta", title: "Recorded exchanges of Okta", cases: loadRecordedCases("okta") },
    { id: "onelogin", title: "Recorded exchanges of OneLogin", cases: loadRecordedCases("onelogin") },
    { id: "rules", title: "Exchanges made from single rules", cases: loadRecordedCases("rfc") },
  ];
}

/**
 * The groups with the cases that `only` names: a group, or a case by its id.
 * @returns undefined in place of groups when a name is neither, and the names that are not
 */
export function selectCases(
  groups: readonly CaseGroup[],
  only: readonly string[],
): { readonly groups: CaseGroup[]; readonly unknown: string[] } {
  if (only.length === 0) return { groups: [...groups], unknown: [] };
  const wanted = new Set(only.map((name) => name.toLowerCase()));
  const isWanted = (name: string) => wanted.has(name.toLowerCase());
  const names = new Set(
    groups.flatMap(({ id, cases }) => [id, ...cases.map((one) => one.id)]).map((id) => id.toLowerCase()),
  );
  const selected = groups
    .map((group) => (isWanted(group.id) ? group : { ...group, cases: group.cases.filter(({ id }) => isWanted(id)) }))
    .filter(({ cases }) => cases.length > 0);
  return { groups: selected, unknown: only.filter((name) => !names.has(name.toLowerCase())) };
}
