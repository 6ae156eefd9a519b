import { matchingOf } from "../mapping/attribute-mapping";
import type { Configuration } from "../sync/configuration";
import type { Expectation, ExpectedResource } from "./expectation";

type Kind = ExpectedResource["kind"];

/** What no two may share, of people and of groups. */
const uniqueTarget = { user: "userName", group: "displayName" } as const;

/** Which resources have a value, of the attributes that somebody is looked up by or that have to be unique. */
export class Names {
  private readonly keys = new Map<string, Set<string>>();
  private readonly targets: Readonly<Record<Kind, readonly string[]>>;

  constructor({ resources }: Expectation, { userMappings, groupMappings }: Configuration) {
    const textsOf = (mappings: Configuration["userMappings"]) => matchingOf(mappings).map(({ target }) => target.text);
    this.targets = {
      user: [...new Set([uniqueTarget.user, ...textsOf(userMappings)])],
      group: [...new Set([uniqueTarget.group, ...textsOf(groupMappings)])],
    };
    for (const [key, resource] of resources) this.add(key, resource);
  }

  of(kind: Kind, target: string, value: string): readonly string[] {
    return [...(this.keys.get(nameKey(kind, target, value)) ?? [])];
  }

  /** Whether another resource has the name that these values would give. */
  isTaken(kind: Kind, values: ExpectedResource["values"], own: string | undefined): boolean {
    const name = values[uniqueTarget[kind]];
    return name !== undefined && this.of(kind, uniqueTarget[kind], name).some((key) => key !== own);
  }

  add(key: string, { kind, values }: ExpectedResource): void {
    for (const name of this.namesOf(kind, values)) this.keys.set(name, (this.keys.get(name) ?? new Set()).add(key));
  }

  remove(key: string, { kind, values }: ExpectedResource): void {
    for (const name of this.namesOf(kind, values)) this.keys.get(name)?.delete(key);
  }

  private namesOf(kind: Kind, values: ExpectedResource["values"]): string[] {
    return this.targets[kind].flatMap((target) => {
      const value = values[target];
      return value === undefined ? [] : [nameKey(kind, target, value)];
    });
  }
}

/** externalId is case-exact, what people are called is not (ENTRA.md §2.3). */
const nameKey = (kind: Kind, target: string, value: string): string =>
  `${kind} ${target} ${target === "externalId" ? value : value.toLowerCase()}`;
