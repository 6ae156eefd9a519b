import { memberPages } from "@/lib/db/groups";
import { isUuid } from "@/lib/db/is-uuid";
import type { MembershipChange, StoredResource } from "@/lib/db/resource-store";
import { applyPatchInSteps } from "@/lib/scim/patch/apply-patch";
import type { MemberChange, ParsedPatch } from "@/lib/scim/patch/operation";
import { parsePatchInSteps } from "@/lib/scim/patch/parse-patch";
import { referenceTo } from "@/lib/scim/resource/represent";
import type { MemberReference } from "@/lib/scim/resource/resource-record";
import type { ResourceDefinition } from "@/lib/scim/schema/attribute";
import { eachInSteps } from "@/lib/scim/steps";
import { foldMembership } from "./fold-membership";
import { inTurns } from "@/lib/in-turns";
import type { Answer, ProvisioningRequest } from "./provisioning-request";
import { resolveMemberTargets } from "./resolve-member-targets";
import { projectionOf, wantedFor } from "./show-resource";
import { writeAgainst } from "./write-attempts";
import { writeChange } from "./write-change";

/**
 * PATCH of a resource (RFC 7644 §3.5.2), all or nothing, in RFC and vendor dialects. A User answers 200 with its
 * representation; a Group 204, so that its members are not sent back (ENTRA.md §4.3 item 17), unless `attributes` asks.
 * @throws ScimError 400 invalidSyntax | invalidPath | invalidValue | noTarget | mutability | invalidFilter, 404, 409, 412
 */
export async function patchResource(
  request: ProvisioningRequest,
  definition: ResourceDefinition,
  id: string,
  body: unknown,
): Promise<Answer> {
  const { trail } = request;
  const shown = projectionOf(request, definition);
  const projection = definition.name === "User" || request.parameters.attributes !== undefined ? shown : undefined;
  const wanted = { groups: projection !== undefined && wantedFor(definition, projection).groups, members: false };

  const parsed = await tryParse(definition, body);
  // Members who come and go are a set: such changes of one group need not wait for each other.
  const takesTurns = request.ifMatch !== undefined || !(parsed.patch && isSetChange(parsed.patch));
  const attempt = async (current: StoredResource) => {
    // Refused only now that it is known whom it is about, so that the log row names them.
    if (!parsed.patch) throw parsed.error;
    const { patch } = parsed;
    trail.speaks(patch.dialect);
    trail.notes(patch.notes);
    const { attributes, notes } = await inTurns(applyPatchInSteps(definition, current.attributes, patch.operations));
    trail.notes(notes);
    const membership = await membershipOf(request, definition, current.id, patch.memberChanges);
    const change = { current, attributes, membership, notes: [...patch.notes, ...notes], projection };
    return writeChange(request, definition, change);
  };
  return writeAgainst(request, definition, id, wanted, attempt, { takesTurns });
}

async function tryParse(definition: ResourceDefinition, body: unknown) {
  try {
    return { patch: await inTurns(parsePatchInSteps(definition, body)) };
  } catch (error) {
    return { error };
  }
}

const isSetChange = ({ operations, memberChanges }: ParsedPatch): boolean =>
  operations.length === 0 && memberChanges.every(({ kind }) => kind === "add" || kind === "remove");

async function membershipOf(
  { scope, baseUrl }: ProvisioningRequest,
  definition: ResourceDefinition,
  id: string,
  changes: readonly MemberChange[],
): Promise<MembershipChange | undefined> {
  if (changes.length === 0) return undefined;
  const folded = await foldMembership(changes, () => asShown(memberPages(scope, id), baseUrl));
  const remove: string[] = [];
  await inTurns(eachInSteps(folded.remove, (each) => void (isUuid(each) && remove.push(each))));
  return {
    add: await resolveMemberTargets(scope, folded.add),
    remove,
    replaceAll: folded.replaceAll,
  };
}

/** With their `$ref`, which is not stored and which a filter may name. */
async function* asShown(pages: AsyncIterable<readonly MemberReference[]>, baseUrl: string) {
  for await (const page of pages) yield page.map((member) => ({ ...member, $ref: referenceTo(member, baseUrl) }));
}
