import { matchingOf } from "../mapping/attribute-mapping";
import type { AttributeMapping } from "../mapping/attribute-mapping";
import { readTarget } from "../mapping/target-path";
import type { Configuration } from "../sync/configuration";
import type { Expectation, ExpectedResource } from "./expectation";
import { leafOf, leavesOf } from "./leaves";
import { memberIds } from "./read-directory";
import type { Directory } from "./read-directory";

/** One thing that is not as it should be. */
export interface DirectoryDifference {
  readonly kind: "user" | "group";
  /** What the resource is looked up by, for instance its userName. */
  readonly name: string;
  /** A target attribute, `members`, or "the resource". */
  readonly what: string;
  /** undefined: nothing should be there. */
  readonly expected: string | undefined;
  readonly actual: string | undefined;
}

type Kind = ExpectedResource["kind"];

/**
 * Holds a directory against what should be in it: every resource, every attribute (also those that no mapping writes), every
 * manager, every member. Somebody deleted who is still referred to counts as nobody, because nobody could find them.
 */
export function compareDirectory(
  directory: Directory,
  { resources }: Expectation,
  configuration: Configuration,
): DirectoryDifference[] {
  const differences: DirectoryDifference[] = [];
  const idOf = new Map<string, string>();
  const nameById = new Map<string, string>();
  for (const kind of ["user", "group"] as const) pair(kind);
  for (const [key, resource] of resources) {
    const id = idOf.get(key);
    const body = id === undefined ? undefined : bodiesOf(directory, resource.kind).get(id);
    if (body) compareOne(resource, body);
  }
  return differences;

  /** Finds each expected resource by its name, and names who is missing and who is too many. */
  function pair(kind: Kind): void {
    const target = nameTarget(configuration, kind);
    const byName = new Map<string, string>();
    for (const [id, body] of bodiesOf(directory, kind)) {
      const name = readTarget(body, target.target) ?? id;
      if (byName.has(name)) differences.push({ kind, name, what: "the resource", expected: "one", actual: "two" });
      byName.set(name, id);
      nameById.set(id, name);
    }
    for (const [key, resource] of resources) {
      if (resource.kind !== kind) continue;
      const name = resource.values[target.target.text] ?? "";
      const id = byName.get(name);
      byName.delete(name);
      if (id === undefined)
        differences.push({ kind, name, what: "the resource", expected: "there", actual: undefined });
      else idOf.set(key, id);
    }
    for (const name of byName.keys())
      differences.push({ kind, name, what: "the resource", expected: undefined, actual: "there" });
  }

  function compareOne(resource: ExpectedResource, body: Readonly<Record<string, unknown>>): void {
    const { kind, values } = resource;
    const mappings = mappingsOf(configuration, kind);
    const name = values[nameTarget(configuration, kind).target.text] ?? "";
    const differ = (what: string, expected: string | undefined, actual: string | undefined) => {
      if (expected !== actual) differences.push({ kind, name, what, expected, actual });
    };
    const byPrimary = mappings.filter(({ target }) => target.element?.attribute.toLowerCase() === "primary");
    const leaves = leavesOf(body, new Set(byPrimary.map(({ target }) => target.attribute.toLowerCase())));
    for (const { target, isReference } of mappings) {
      if (isReference) {
        differ(target.text, nameOfKey(resource.manager), nameById.get(readTarget(body, target) ?? ""));
        continue;
      }
      differ(target.text, values[target.text], leaves.get(leafOf(target)));
      leaves.delete(leafOf(target));
    }
    for (const [leaf, actual] of leaves) differ(leaf, undefined, actual);
    if (kind === "group") compareMembers(resource, body, name);
  }

  function compareMembers({ members }: ExpectedResource, body: Readonly<Record<string, unknown>>, name: string): void {
    const wanted = new Set(members.flatMap((key) => idOf.get(key) ?? []));
    const actual = memberIds(body);
    for (const id of actual) {
      if (!wanted.delete(id))
        differences.push({
          kind: "group",
          name,
          what: "members",
          expected: undefined,
          actual: nameById.get(id) ?? id,
        });
    }
    for (const id of wanted)
      differences.push({ kind: "group", name, what: "members", expected: nameById.get(id) ?? id, actual: undefined });
  }

  function nameOfKey(key: string | undefined): string | undefined {
    const id = key === undefined ? undefined : idOf.get(key);
    return id === undefined ? undefined : nameById.get(id);
  }
}

const bodiesOf = ({ users, groups }: Directory, kind: Kind) => (kind === "user" ? users : groups);

const mappingsOf = ({ userMappings, groupMappings }: Configuration, kind: Kind) =>
  kind === "user" ? userMappings : groupMappings;

/** What a resource is called by: its first matching attribute. @throws Error when there is none */
function nameTarget(configuration: Configuration, kind: Kind): AttributeMapping {
  const [first] = matchingOf(mappingsOf(configuration, kind));
  if (!first) throw new Error("One attribute has to be matching.");
  return first;
}

/** For a person: `ana@contoso.com title: "Agent", not "Lead"`. */
export function differenceText({ kind, name, what, expected, actual }: DirectoryDifference): string {
  const quoted = (value: string | undefined) => (value === undefined ? "nothing" : JSON.stringify(value));
  if (what !== "the resource") return `${kind} ${name} ${what}: ${quoted(actual)}, not ${quoted(expected)}`;
  if (expected === "one") return `${kind} ${name}: there are two`;
  return expected === undefined ? `${kind} ${name}: should not be there` : `${kind} ${name}: is missing`;
}
