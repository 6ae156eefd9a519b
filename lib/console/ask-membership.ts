import type { DirectoryScope } from "@/lib/auth/scope";
import { listDeletedUsers } from "./deleted-users";
import { listGroups } from "./groups";
import { isUuid, searchText } from "./page";
import { listUsers } from "./users";
import { whyInGroup, type MembershipAnswer } from "./why-in-group";

/** What came of asking why somebody is not in a group: the answer, or among whom to choose. */
export interface AskedMembership {
  readonly answer: MembershipAnswer | undefined;
  /** Whom, or what, the question can have meant; none: nobody is called so. */
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** The userName of a person. */
  readonly detail: string | null;
}

const candidatesMax = 6;
const deletedMax = 3;

/** Of a group: why is so-and-so not in it? @param question an id, or a part of a name, userName or e-mail address */
export async function askAboutPerson(
  scope: DirectoryScope,
  groupId: string,
  question: string,
): Promise<AskedMembership> {
  const search = searchText(question);
  if (search === undefined) return { answer: undefined, candidates: [] };
  const direct = isUuid(search) ? await whyInGroup(scope, groupId, search) : undefined;
  if (direct !== undefined) return { answer: direct, candidates: [] };
  const [people, deleted] = await Promise.all([
    listUsers(scope, { search, limit: candidatesMax }),
    listDeletedUsers(scope, { search, limit: deletedMax }),
  ]);
  const candidates = [...people.rows, ...deleted.rows].map(({ id, displayName, userName }) => ({
    id,
    name: displayName ?? userName,
    detail: userName,
  }));
  return decided(candidates, (id) => whyInGroup(scope, groupId, id));
}

/** Of a person: why are they not in such-and-such a group? @param question an id, or a part of its name */
export async function askAboutGroup(scope: DirectoryScope, userId: string, question: string): Promise<AskedMembership> {
  const search = searchText(question);
  if (search === undefined) return { answer: undefined, candidates: [] };
  const direct = isUuid(search) ? await whyInGroup(scope, search, userId) : undefined;
  if (direct !== undefined) return { answer: direct, candidates: [] };
  const groups = await listGroups(scope, { search, limit: candidatesMax });
  const candidates = groups.rows.map(({ id, displayName }) => ({ id, name: displayName, detail: null }));
  return decided(candidates, (id) => whyInGroup(scope, id, userId));
}

async function decided(
  candidates: readonly Candidate[],
  answerOf: (id: string) => Promise<MembershipAnswer | undefined>,
): Promise<AskedMembership> {
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0) return { answer: undefined, candidates };
  return { answer: await answerOf(only.id), candidates };
}
