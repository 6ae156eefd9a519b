import { matchingOf, toMapping } from "../mapping/attribute-mapping";
import type { AttributeMapping, MappingInput } from "../mapping/attribute-mapping";
import { groupMappings, userMappings } from "../mapping/default-mappings";
import type { ScopingFilter } from "../mapping/scoping-filter";

/** "Target object actions" of a mapping. */
export interface Actions {
  readonly create: boolean;
  readonly update: boolean;
  readonly delete: boolean;
}

/** What an administrator sets up under Provisioning. */
export interface Configuration {
  readonly userMappings: readonly AttributeMapping[];
  readonly groupMappings: readonly AttributeMapping[];
  readonly userScope: readonly ScopingFilter[];
  readonly groupScope: readonly ScopingFilter[];
  readonly userActions: Actions;
  readonly groupActions: Actions;
  /** Leaving the scope neither disables nor deletes (ENTRA.md §5). */
  readonly skipOutOfScopeDeletions: boolean;
  /** Accidental-deletion prevention: more disables and deletes in one cycle are held (ENTRA.md §7.2). */
  readonly deletionThreshold?: number;
}

export interface ConfigurationInput extends Partial<
  Omit<Configuration, "userMappings" | "groupMappings" | "userActions" | "groupActions">
> {
  /** A name of `userMappings` (entra, 8x8, …), or the mappings themselves; entra when left out. */
  readonly mapping?: string | readonly MappingInput[];
  readonly groupMapping?: readonly MappingInput[];
  readonly userActions?: Partial<Actions>;
  readonly groupActions?: Partial<Actions>;
}

const every: Actions = { create: true, update: true, delete: true };

/** @throws Error when there is no mapping of that name, a mapping cannot be read, or nobody can be matched by it */
export function toConfiguration(input: ConfigurationInput = {}): Configuration {
  const { mapping = "entra", groupMapping = groupMappings, ...rest } = input;
  const users = typeof mapping === "string" ? userMappings[mapping] : mapping;
  if (!users)
    throw new Error(`There is no mapping ${String(mapping)}; there are ${Object.keys(userMappings).join(", ")}.`);
  const [userList, groupList] = [users.map(toMapping), groupMapping.map(toMapping)];
  if (matchingOf(userList).length === 0 || matchingOf(groupList).length === 0)
    throw new Error("One attribute has to be matching: matching: 1.");
  return {
    userScope: [],
    groupScope: [],
    skipOutOfScopeDeletions: false,
    ...rest,
    userMappings: userList,
    groupMappings: groupList,
    userActions: { ...every, ...input.userActions },
    groupActions: { ...every, ...input.groupActions },
  };
}
