import { applyMappings, matchingOf } from "../mapping/attribute-mapping";
import type { AttributeMapping } from "../mapping/attribute-mapping";
import { evaluateExpression } from "../mapping/evaluate-expression";
import type { Configuration } from "../sync/configuration";
import type { Expectation, ExpectedResource } from "./expectation";
import type { Looked, Refusal } from "./looked";
import type { Names } from "./names";

export interface Settling {
  readonly expectation: Expectation;
  readonly names: Names;
  readonly configuration: Configuration;
  readonly refuses: Refusal;
  readonly holdsDeletions: boolean;
}

/** "read": the resource was there to be read, so that the manager can be compared. A code: it should be refused. */
export interface Settled {
  readonly outcome?: "read" | "left";
  readonly code?: string;
}

type Values = ExpectedResource["values"];

/** What becomes of one object, references aside (ENTRA.md §2.2, §5). */
export function settle(settling: Settling, one: Looked): Settled {
  if (one.source === undefined) return purge(settling, one);
  return one.inScope ? provision(settling, one) : leave(settling, one);
}

/** Hard-deleted: deleted there too, unless it had left the scope before. */
function purge(settling: Settling, { id, kind }: Looked): Settled {
  const { expectation, configuration, holdsDeletions } = settling;
  const link = expectation.links.get(id);
  if (link?.managed === true && link.resource !== undefined) {
    if (holdsDeletions) return { outcome: "left" };
    if (actionsOf(configuration, kind).delete) drop(settling, link.resource);
  }
  expectation.links.delete(id);
  return { outcome: "left" };
}

/** Out of scope: a person is disabled once, a group is deleted. */
function leave(settling: Settling, { id, kind, seen }: Looked): Settled {
  const { expectation, configuration, holdsDeletions } = settling;
  const link = expectation.links.get(id);
  const unmanaged = { kind, seen, managed: false, hasManager: false, members: [] };
  const resource = link?.resource;
  const isOurs = link?.managed === true && resource !== undefined;
  if (isOurs && !configuration.skipOutOfScopeDeletions) {
    if (holdsDeletions) return { outcome: "left" };
    const active = configuration.userMappings.find(({ isBoolean }) => isBoolean);
    if (kind === "user" && active) {
      const value = evaluateExpression(active.source, { attributes: { IsSoftDeleted: true }, roles: [] });
      const values = expectation.resources.get(resource)?.values;
      if (values) values[active.target.text] = typeof value === "string" ? value : "False";
    } else if (actionsOf(configuration, kind).delete) {
      drop(settling, resource);
      expectation.links.set(id, unmanaged);
      return { outcome: "left" };
    }
  }
  expectation.links.set(id, { ...unmanaged, ...(resource !== undefined && { resource }) });
  return { outcome: "left" };
}

function provision(settling: Settling, one: Looked): Settled {
  const { expectation, configuration } = settling;
  const { id, kind, seen, isDisabled } = one;
  const link = expectation.links.get(id);
  const mappings = kind === "user" ? configuration.userMappings : configuration.groupMappings;
  const attributes = { ...one.source?.attributes, objectId: id, IsSoftDeleted: isDisabled };
  const wanted = applyMappings(mappings, attributes, one.roles).flatMap(({ mapping, value }) =>
    typeof value === "string" ? [{ mapping, value }] : [],
  );
  const cached = link?.resource !== undefined && expectation.resources.has(link.resource) ? link.resource : undefined;
  const found = cached === undefined ? find(settling, kind, mappings, wanted) : [cached];
  if (found.length > 1) return { code: "DuplicateTargetEntries" };
  const [key] = found;
  if (key === undefined) {
    const nobody = { kind, seen, managed: false, hasManager: false, members: [] };
    // Disabled people are not created.
    if (isDisabled || !actionsOf(configuration, kind).create) {
      expectation.links.set(id, nobody);
      return { outcome: "left" };
    }
    const values: Values = Object.fromEntries(wanted.map(({ mapping, value }) => [mapping.target.text, value]));
    const code = refusalOf(settling, kind, values, undefined);
    if (code !== undefined) return { code };
    expectation.made += 1;
    const made = String(expectation.made);
    const resource: ExpectedResource = { kind, values, members: [] };
    expectation.resources.set(made, resource);
    settling.names.add(made, resource);
    expectation.links.set(id, { ...nobody, managed: true, resource: made });
    return { outcome: "read" };
  }
  const resource = expectation.resources.get(key);
  if (!resource) return { outcome: "left" };
  const changes = wanted.filter(
    ({ mapping, value }) => mapping.apply !== "create" && resource.values[mapping.target.text] !== value,
  );
  const disables = changes.some(({ mapping, value }) => mapping.isBoolean && value === "False");
  const isHeld = disables && settling.holdsDeletions;
  if (changes.length > 0 && !isHeld && actionsOf(configuration, kind).update) {
    // All or nothing: one value that is refused keeps the others away.
    const values: Values = {
      ...resource.values,
      ...Object.fromEntries(changes.map(({ mapping, value }) => [mapping.target.text, value])),
    };
    const code = refusalOf(settling, kind, values, key);
    if (code !== undefined) return { code };
    settling.names.remove(key, resource);
    resource.values = values;
    settling.names.add(key, resource);
  }
  expectation.links.set(id, {
    kind,
    resource: key,
    managed: true,
    // What was held back comes up again.
    seen: isHeld ? (link?.seen ?? "") : seen,
    hasManager: link?.managed === true && link.hasManager,
    members: link?.managed === true ? link.members : [],
  });
  return { outcome: "read" };
}

const actionsOf = (configuration: Configuration, kind: Looked["kind"]) =>
  kind === "user" ? configuration.userActions : configuration.groupActions;

interface Wanted {
  readonly mapping: AttributeMapping;
  readonly value: string;
}

/** By each matching attribute in turn, until one finds somebody. */
function find(
  { names }: Settling,
  kind: Looked["kind"],
  mappings: readonly AttributeMapping[],
  wanted: readonly Wanted[],
): readonly string[] {
  for (const mapping of matchingOf(mappings)) {
    const value = wanted.find((one) => one.mapping === mapping)?.value;
    const found = value === undefined ? [] : names.of(kind, mapping.target.text, value);
    if (found.length > 0) return found;
  }
  return [];
}

const refusalOf = (
  { names, refuses }: Settling,
  kind: Looked["kind"],
  values: Values,
  own: string | undefined,
): string | undefined => (names.isTaken(kind, values, own) ? "EntryConflict" : refuses(kind, values));

/** Who is deleted leaves every group, and is nobody's manager any more. */
function drop({ expectation: { resources }, names }: Settling, key: string): void {
  const dropped = resources.get(key);
  if (dropped) names.remove(key, dropped);
  resources.delete(key);
  for (const resource of resources.values()) {
    if (resource.members.includes(key)) resource.members = resource.members.filter((member) => member !== key);
    if (resource.manager === key) delete resource.manager;
  }
}
