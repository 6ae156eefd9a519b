/** Every group of cases, in the order they are played and reported. */
import type { Case } from "./case";
import { galleryCases } from "./cases/gallery";
import { oktaCases } from "./cases/okta";
import { rfc7643Cases } from "./cases/rfc7643";
import { rfc7644BulkCases } from "./cases/rfc7644-bulk";
import { rfc7644PatchCases } from "./cases/rfc7644-patch";
import { rfc7644QueryCases } from "./cases/rfc7644-query";
import { rfc7644ResourceCases } from "./cases/rfc7644-resources";
import { rfc9865Cases } from "./cases/rfc9865";
import { validatorCases } from "./cases/validator";
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
    { id: "validator", title: "Microsoft's SCIM Validator", cases: validatorCases },
    { id: "gallery", title: "Microsoft's gallery validation", cases: galleryCases },
    { id: "okta-test", title: "Okta's SPEC and CRUD tests", cases: oktaCases },
    { id: "rfc7643", title: "RFC 7643: resources and schemas", cases: rfc7643Cases },
    {
      id: "rfc7644",
      title: "RFC 7644: the protocol",
      cases: [...rfc7644ResourceCases, ...rfc7644QueryCases, ...rfc7644PatchCases, ...rfc7644BulkCases],
    },
    { id: "rfc9865", title: "RFC 9865: cursors", cases: rfc9865Cases },
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
