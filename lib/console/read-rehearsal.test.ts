import { describe, expect, test } from "vitest";
import { toConfiguration } from "@/lib/entra/sync/configuration";
import type { LogRecord } from "@/lib/entra/sync/log-record";
import { readTenant } from "@/lib/entra/tenant/read-tenant";
import { readRehearsal } from "./read-rehearsal";
import { countsOf, flawsOf, groupsOf } from "./rehearsal-report";

const tenant = readTenant(`
scope: assigned
users:
  - { id: ana, userPrincipalName: ana@contoso.com, displayName: Ana, givenName: Ana, surname: Pérez, mail: ana@contoso.com }
  - { id: bo, userPrincipalName: bo@contoso.com, displayName: Bo, givenName: Bo, manager: dis }
  - { id: dis, userPrincipalName: dis@contoso.com, displayName: Dis, accountEnabled: false }
  - { id: una, userPrincipalName: una@contoso.com, displayName: Una }
  - { id: def, userPrincipalName: def@contoso.com, displayName: Def }
  - { id: gone, userPrincipalName: gone@contoso.com, displayName: Gone, deleted: soft }
  - { id: ref, userPrincipalName: ref@fabrikam.com, displayName: Ref }
  - { id: twin, userPrincipalName: twin@contoso.com, displayName: Twin }
groups:
  - { id: sales, displayName: Sales, members: [ana, bo, dis, ref] }
  - { id: board, displayName: Board, members: [ana] }
assignments:
  - { group: sales }
  - { user: twin }
  - { user: gone }
  - { user: def, role: Default Access }
`);

const configuration = toConfiguration({ mapping: "ringcentral" });

const detail =
  'userName "ref@fabrikam.com" is not in a registered domain of Contoso. Register fabrikam.com under Domains, or correct the mapping of userName. (MUSTER-D01) [req 0199-ab]';
const refusal = `StatusCode: BadRequest Message: Processing failed. Web Response: ${JSON.stringify({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
  status: "400",
  detail,
})}.`;

interface Told {
  readonly action?: LogRecord["provisioningAction"];
  readonly target?: string;
  readonly skip?: string;
  readonly error?: { readonly code: string; readonly reason: string };
}

/** A row of the log about somebody, of which only what is given is looked at. */
function record(id: string, { action = "create", target = `at-${id}`, skip, error }: Told = {}): LogRecord {
  const identity = { id, displayName: id, identityType: "User" };
  const status = error ? "failure" : skip === undefined ? "success" : "skipped";
  return {
    id: crypto.randomUUID(),
    activityDateTime: "2026-11-21T12:00:00Z",
    tenantId: "",
    jobId: "",
    cycleId: "",
    changeId: "",
    provisioningAction: action,
    durationInMilliseconds: 1,
    initiatedBy: { id: "", displayName: "", initiatorType: "system" },
    sourceIdentity: identity,
    targetIdentity: { ...identity, id: skip === undefined && !error ? target : "" },
    modifiedProperties: [],
    provisioningSteps: [
      {
        name: "",
        provisioningStepType: "export",
        status,
        description: "",
        details: skip === undefined ? {} : { SkipReason: skip },
      },
    ],
    provisioningStatusInfo: {
      status,
      errorInformation: error
        ? {
            errorCode: error.code,
            reason: error.reason,
            additionalDetails: null,
            errorCategory: "failure",
            recommendedAction: "",
          }
        : null,
    },
  };
}

const skipped = (id: string) => record(id, { action: "other", skip: "NotEffectivelyEntitled" });

const records = [
  record("ana"),
  record("bo", { action: "other", skip: "RedundantExport" }),
  skipped("dis"),
  skipped("una"),
  skipped("def"),
  skipped("gone"),
  record("ref", { error: { code: "SystemForCrossDomainIdentityManagementBadRequest", reason: refusal } }),
  record("twin", { action: "update", target: "at-ana" }),
  record("sales"),
  skipped("board"),
  record("bo", { action: "update" }),
];

const reading = readRehearsal({ tenant, configuration, records });
const of = (name: string) => reading.objects.find((object) => object.name === name);

describe("what a rehearsal did", () => {
  test("counts each object once, people and groups apart, and memberships of those who are there", () => {
    expect(countsOf(reading.objects, "user")).toEqual({
      created: 1,
      updated: 1,
      disabled: 0,
      unchanged: 0,
      skipped: 4,
      refused: 2,
    });
    expect(countsOf(reading.objects, "group")).toMatchObject({ created: 1, skipped: 1 });
    expect(reading.memberships).toBe(2);
  });

  test.each([
    ["Dis", "disabled"],
    ["Una", "notAssigned"],
    ["Def", "defaultAccess"],
    ["Gone", "deleted"],
    ["Board", "groupNotAssigned"],
  ])("%s is skipped, and why: %s", (name, reason) => {
    expect(of(name)).toMatchObject({ outcome: "skipped", reason, detail: null });
  });

  test("a refusal has our code and the words of the answer, without the id of a request that is gone", () => {
    expect(of("Ref")).toEqual({
      kind: "user",
      name: "Ref",
      userName: "ref@fabrikam.com",
      outcome: "refused",
      reason: "MUSTER-D01",
      detail: detail.replace(" [req 0199-ab]", ""),
      flaws: [],
    });
  });

  test("a refusal without our code has Entra's, and one that cannot be read is told as it is", () => {
    const error = { code: "Timeout", reason: "no answer\u0000\ud800 within 30 s" };
    const { objects } = readRehearsal({ tenant, configuration, records: [record("ana", { error })] });
    expect(objects).toMatchObject([{ reason: "Timeout", detail: "no answer\uFFFD\uFFFD within 30 s" }]);
  });

  test("who was created and then refused by their manager or members counts as refused", () => {
    const later = record("ana", { action: "update", error: { code: "Conflict", reason: "busy" } });
    const { objects, example } = readRehearsal({ tenant, configuration, records: [record("ana"), later] });
    expect(objects).toMatchObject([{ outcome: "refused", reason: "Conflict" }]);
    expect(example).toBeUndefined();
  });

  test("the second of two whom Entra takes for one person is told as DuplicateSourceEntries", () => {
    expect(of("Twin")).toMatchObject({ outcome: "refused", reason: "DuplicateSourceEntries" });
  });

  test("who is there with something missing is told with what: names and mail that are mapped, a manager who is not there", () => {
    expect(flawsOf(reading.objects).map(({ reason, objects }) => [reason, objects.map(({ name }) => name)])).toEqual([
      ["noMail", ["Bo"]],
      ["noSurname", ["Bo"]],
      ["managerMissing", ["Bo"]],
    ]);
  });

  test("the largest group of a list comes first, each with everybody it is about", () => {
    const more = [...reading.objects, ...reading.objects.filter(({ name }) => name === "Def")];
    expect(groupsOf(more, "skipped")[0]).toMatchObject({ reason: "defaultAccess", objects: [{}, {}] });
    expect(groupsOf(more, "refused").map(({ reason }) => reason)).toEqual(["MUSTER-D01", "DuplicateSourceEntries"]);
  });

  test("the example is the first person who was created and lacks nothing, or else the first who was created", () => {
    const alone = readRehearsal({ tenant, configuration, records: [skipped("dis"), record("bo")] });
    expect(alone.example).toEqual({ name: "Bo", targetId: "at-bo" });
    expect(reading.example).toEqual({ name: "Ana", targetId: "at-ana" });
    expect(reading.names.get("at-ana")).toBe("Ana");
  });
});
