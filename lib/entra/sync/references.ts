import type { AttributeMapping } from "../mapping/attribute-mapping";
import { isProvisioned } from "./change-set";
import type { GroupChange, UserChange } from "./change-set";
import { addMembers, referenceOperation, removeMembers } from "./patch-operations";
import type { Operation } from "./patch-operations";
import type { ProvisionContext } from "./provision";
import type { ObjectState, SyncState } from "./state";

/**
 * The manager of one person, written after everybody exists (ENTRA.md §5). A manager who is not provisioned is left out,
 * and not written later, when they are: not before this person changes, or a restart.
 * @param before the manager that the target has, by its id there
 * @returns whether something was written
 * @throws ProvisioningFailure
 */
export async function writeManager(
  { target, isCompliant }: ProvisionContext,
  state: SyncState,
  { id, source }: UserChange,
  mapping: AttributeMapping,
  before: string | undefined,
): Promise<boolean> {
  const own = state.objects.get(id);
  if (!isProvisioned(own)) return false;
  const manager = source?.manager;
  const known = manager === undefined ? undefined : state.objects.get(manager);
  if (manager !== undefined && !isProvisioned(known)) return false;
  const wanted = known?.targetId;
  // Cleared only where it was written by us: a null is not sent for its own sake (ENTRA.md §3.1).
  const hasToWrite = wanted === undefined ? before !== undefined && own.manager !== undefined : before !== wanted;
  if (hasToWrite) {
    await target.patch("Users", own.targetId, [referenceOperation(mapping.target.text, wanted, before, isCompliant)]);
  }
  setManager(own, manager);
  return hasToWrite;
}

function setManager(own: ObjectState, manager: string | undefined): void {
  if (manager === undefined) delete own.manager;
  else own.manager = manager;
}

/**
 * What joined and left a group since it was written last, so many at a time; who is not provisioned is left out until they
 * are. What was sent is remembered at once, so that an interrupted cycle goes on where it was. Of a group whose members
 * were forgotten, all are added again: they are never read (ENTRA.md §2.1, §4.3).
 * @param version the group's before, where the server tells: when it stays, nothing that was sent was new
 * @returns whether the target was changed
 * @throws ProvisioningFailure
 */
export async function writeMembers(
  { target, isCompliant }: ProvisionContext,
  state: SyncState,
  { id, source }: GroupChange,
  membersPerPatch: number,
  version?: string,
): Promise<boolean> {
  const own = state.objects.get(id);
  let isChanged = false;
  if (!source || !isProvisioned(own)) return false;
  const written = new Set(own.members);
  const wanted = new Set(source.members);
  const joined = [...wanted].filter((member) => !written.has(member) && isProvisioned(state.objects.get(member)));
  const left = [...written].filter((member) => !wanted.has(member));
  const idsOf = (members: readonly string[]) => members.flatMap((member) => state.objects.get(member)?.targetId ?? []);

  for (const some of chunks(left, membersPerPatch)) {
    await send(removeMembers(idsOf(some), isCompliant), idsOf(some).length);
    for (const member of some) written.delete(member);
    own.members = [...written];
  }
  for (const some of chunks(joined, membersPerPatch)) {
    await send([addMembers(idsOf(some), isCompliant)], some.length);
    for (const member of some) written.add(member);
    own.members = [...written];
  }
  return isChanged;

  async function send(operations: readonly Operation[], count: number): Promise<void> {
    // Who was deleted has left the group with that.
    if (count === 0 || own?.targetId === undefined) return;
    const after = await target.patch("Groups", own.targetId, operations);
    isChanged ||= after === undefined || after !== version;
  }
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  const parts: Item[][] = [];
  for (let first = 0; first < items.length; first += size) parts.push(items.slice(first, first + size));
  return parts;
}
