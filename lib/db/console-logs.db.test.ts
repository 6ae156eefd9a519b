import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { listEvents, type LogFilter } from "@/lib/console/logs";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { eventQueue } from "@/lib/insight/event-queue";
import { readFacet } from "@/lib/insight/event-facet";
import { actions, statuses } from "@/lib/insight/provisioning-event";
import type { JsonObject } from "@/lib/scim/json";
import { createUnattendedTenant } from "@/prisma/factories";
import { readLogIdentities } from "./log-identities";
import { formerNames } from "./meanings";
import { pool } from "./pool";

const patch = (path: string, value: string): JsonObject => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: [{ op: "replace", path, value }],
});

/** A directory, a client, and what the log finds in it: "action name", the oldest first. */
async function directory() {
  const tenant = await createUnattendedTenant();
  const scope = { ...tenant.scope, directoryId: tenant.directory.id };
  const find = async (filter: LogFilter) =>
    (await listEvents(scope, filter)).rows.map(({ action, userName }) => `${action} ${userName}`).reverse();
  /** Everything that was sent is read, as if a minute had passed. */
  const settle = async () => {
    await eventQueue.flush();
    await readLogIdentities(new Date(Date.now() + 60_000), scope.directoryId);
  };
  return { scope, find, settle, scim: scimClient(tenant.token.token) };
}

describe("free text over the log", () => {
  test("finds everything of a person by any name, address or id that they ever had", async () => {
    const { find, settle, scim } = await directory();
    const mail = { type: "work", value: "ana.work@post.example" };
    const ana = { userName: "ana@contoso.example", externalId: "E-4711", displayName: "Ana Pérez", emails: [mail] };
    const { id } = (await scim<{ id: string }>("POST", "/Users", ana)).body;
    await scim("PATCH", `/Users/${id}`, patch("userName", "ana.diaz@contoso.example"));
    await scim("PATCH", `/Users/${id}`, patch(`emails[type eq "work"].value`, "diaz@post.example"));
    await scim("POST", "/Users", { userName: "bo@contoso.example" });
    const hers = ["create ana@contoso.example", "update ana.diaz@contoso.example", "update ana.diaz@contoso.example"];
    for (const settled of [false, true]) {
      if (settled) await settle();
      expect(await find({ text: "ana.diaz", withoutReads: true })).toEqual(settled ? hers : hers.slice(1));
      expect(await find({ text: "PÉREZ", withoutReads: true })).toEqual(hers);
      expect(await find({ text: "e-4711", withoutReads: true })).toEqual(hers);
      expect(await find({ text: id, withoutReads: true })).toEqual(hers);
    }
    expect(await find({ text: "ana.work@post", withoutReads: true })).toEqual(hers);
    expect(await find({ text: "diaz@POST", withoutReads: true })).toEqual(hers);
    expect(await find({ text: id.slice(4, 30), withoutReads: true })).toEqual(hers);
    expect(await find({ text: "ana@contoso", actions: ["update"], statuses: ["success"] })).toEqual(hers.slice(1));
    expect(await find({ text: "ana@contoso", actions: ["delete"] })).toEqual([]);
    expect(await find({ text: "100%_" })).toEqual([]);
  });

  test("finds whoever never became a resource, and a request by its id", async () => {
    const { scope, find, settle, scim } = await directory();
    await scim("POST", "/Users", { userName: "cy@contoso.example", active: { not: "a boolean" } });
    await settle();
    expect(await find({ text: "cy@contoso" })).toEqual(["create cy@contoso.example"]);
    const [row] = (await listEvents(scope, {})).rows;
    expect((await listEvents(scope, { text: row?.id })).rows).toEqual([row]);
    // Windows shows ids in capitals.
    expect((await listEvents(scope, { text: row?.id.toUpperCase() })).rows).toEqual([row]);
  });

  test("a second reading of the same rows changes nothing, and what was read is the directory's own", async () => {
    const { scope, settle, scim } = await directory();
    const other = await directory();
    await scim("POST", "/Users", { userName: "dee@contoso.example" });
    await settle();
    const known = async () =>
      (await pool.query(`SELECT * FROM "LogIdentity" WHERE "directoryId" = $1`, [scope.directoryId])).rows;
    const before = await known();
    await pool.query(`DELETE FROM "LogIdentityMark" WHERE "directoryId" = $1`, [scope.directoryId]);
    await settle();
    expect(await known()).toEqual(before);
    expect(await other.find({ text: "dee@contoso" })).toEqual([]);
  });

  test("a row that was committed after younger ones were read is read the next time, those that were read are not", async () => {
    const { scope, settle, scim } = await directory();
    const known = async () =>
      (
        await pool.query<{ userName: string }>(
          `SELECT "userName" FROM "LogIdentity" WHERE "directoryId" = $1 ORDER BY 1`,
          [scope.directoryId],
        )
      ).rows.map(({ userName }) => userName);
    await scim("POST", "/Users", { userName: "early@contoso.example" });
    await settle();
    await pool.query(`DELETE FROM "LogIdentity" WHERE "directoryId" = $1`, [scope.directoryId]);
    await pool.query(
      `INSERT INTO "ProvisioningEvent" ("directoryId", "organizationId", "at", "durationMs", "httpStatus", "method", "path",
         "action", "status", "resourceType", "id", "resourceId", "userName")
       VALUES ($1, $2, now(), 1, 201, 'POST', '/Users', 'create', 'success', 'User', $3, $4, 'late@contoso.example')`,
      [scope.directoryId, scope.organizationId, uuidAt(Date.now() - 120_000), uuidv7()],
    );
    await scim("POST", "/Users", { userName: "new@contoso.example" });
    await settle();
    expect(await known()).toEqual(["late@contoso.example", "new@contoso.example"]);
  });

  test.each([
    ["İbrahim Işık", "a dotted capital I"],
    ["ΑΝΔΡΕΑΣ ΟΔΥΣΣΕΥΣ", "a capital Sigma at the end of a word"],
    ["Jose\u0301 Garci\u0301a", "accents apart from their letters"],
    ["محمد العربي", "letters from right to left"],
    ["Zoë 👩🏽‍💻", "an emoji of several signs"],
    [`Pat "The \\ Slash" 100%_x`, "quotes, a backslash and what a pattern is made of"],
  ])("finds %s by the name that the page shows: %s", async (displayName) => {
    const { scope, find, settle, scim } = await directory();
    await scim("POST", "/Users", { userName: "she@contoso.example", displayName });
    await scim("POST", "/Users", { userName: "pat.the.slash@contoso.example", displayName: "Pat The Slash 100 x" });
    for (const settled of [false, true]) {
      if (settled) await settle();
      for (const text of [displayName, displayName.normalize("NFC")]) {
        expect(await find({ text, actions: ["create"] })).toEqual(["create she@contoso.example"]);
      }
    }
    // Found by the index, as "former names" and a log of many rows are.
    expect(await formerNames(scope, displayName.normalize("NFC"), { without: [], limit: 2 })).toMatchObject([
      { name: displayName, matched: displayName },
    ]);
  });

  test("of two letters is looked for in the rows", async () => {
    const { find, scim } = await directory();
    await scim("POST", "/Users", { userName: "qx@contoso.example" });
    expect(await find({ text: "qx", actions: ["create"] })).toEqual(["create qx@contoso.example"]);
    expect(await find({ text: "zz" })).toEqual([]);
  });
});

test("a text that means very many people is answered page by page, whichever of them come first", async () => {
  const { scope } = await directory();
  const people = 600;
  const startMs = Date.now() - 60 * 60_000;
  const ids = Array.from({ length: 2 * people }, (_, index) => uuidAt(startMs + index));
  // Each of them twice: once in order, once in reverse.
  await pool.query(
    `INSERT INTO "ProvisioningEvent" ("directoryId", "id", "organizationId", "at", "durationMs", "action", "status",
       "httpStatus", "method", "path", "resourceType", "resourceId", "userName")
     SELECT $1::uuid, e."id", $2, now(), 1, 'update', 'success', 200, 'PATCH', '/Users', 'User',
       md5($1::text || least(e."n", ${2 * people + 1} - e."n")::text)::uuid, 'user' || least(e."n", ${2 * people + 1} - e."n") || '@many.example'
     FROM unnest($3::uuid[]) WITH ORDINALITY AS e("id", "n")`,
    [scope.directoryId, scope.organizationId, ids],
  );
  await readLogIdentities(new Date(), scope.directoryId);
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await listEvents(scope, { text: "@many", limit: 100, after });
    found.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  expect(found).toEqual([...ids].reverse());
  const oldest = await listEvents(scope, {
    text: "@many",
    limit: 100,
    before: Buffer.from(ids[99] ?? "").toString("base64url"),
  });
  expect(oldest.rows.map(({ id }) => id)).toEqual(ids.slice(100, 200).reverse());
});

const uuidAt = (ms: number) => {
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}${uuidv7().slice(13)}`;
};

test("the numbers of the column facet are those that the code reads", async () => {
  const { scope } = await directory();
  const credentialId = "01990000-0000-7000-8000-0123456789ab";
  const codes = [undefined, "MUSTER-A01", "MUSTER-X99", "another"];
  const types = [undefined, "User", "Group"];
  const rows = actions.flatMap((action) =>
    statuses.flatMap((status) =>
      types.flatMap((resourceType, index) => ({
        id: uuidv7(),
        action,
        status,
        resourceType,
        code: codes[(index + actions.indexOf(action)) % codes.length],
        credentialId: index === 0 ? undefined : credentialId,
      })),
    ),
  );
  await pool.query(
    `INSERT INTO "ProvisioningEvent" ("directoryId", "organizationId", "at", "durationMs", "httpStatus", "method", "path",
       "id", "action", "status", "resourceType", "code", "credentialId")
     SELECT $1, $2, now(), 1, 200, 'GET', '/Users', r.* FROM json_to_recordset($3::json)
       AS r("id" uuid, "action" text, "status" text, "resourceType" text, "code" text, "credentialId" uuid)`,
    [scope.directoryId, scope.organizationId, JSON.stringify(rows)],
  );
  const { rows: stored } = await pool.query<{ id: string; facet: string }>(
    `SELECT "id", "facet"::text FROM "ProvisioningEvent" WHERE "directoryId" = $1 ORDER BY "id"`,
    [scope.directoryId],
  );
  expect(stored.map(({ id, facet }) => ({ id, ...readFacet(Number(facet)) }))).toEqual(
    rows.map(({ credentialId: credential, code, ...row }) => ({
      ...row,
      code: code === "another" ? undefined : code,
      credential: credential === undefined ? 0 : 0x6789ab,
    })),
  );
  for (const { id, action, status, resourceType, code } of rows.filter((row) => row.code !== "another")) {
    const page = await listEvents(scope, {
      actions: [action],
      statuses: [status],
      resourceType: resourceType === "User" || resourceType === "Group" ? resourceType : undefined,
      codes: code === undefined ? undefined : [code],
    });
    expect(page.rows.map((row) => row.id)).toContain(id);
  }
});

test("a filter of one person or group finds exactly their rows, whatever others did at the same time", async () => {
  const { scope } = await directory();
  const subjects = [
    { id: uuidv7(), resourceType: "User", did: ["create", "update", "disable", "read"] },
    { id: uuidv7(), resourceType: "Group", did: ["create", "update", "read"] },
    { id: uuidv7(), resourceType: "User", did: ["create", "delete"] },
  ] as const;
  const tokens = [uuidv7(), uuidv7()];
  const rows = Array.from({ length: 300 }, (_, at) => {
    const subject = subjects[at % 3] ?? subjects[0];
    const status = statuses[Math.floor(at / 3) % 7] ?? "success";
    return {
      id: uuidAt(Date.now() - 60 * 60_000 + at),
      action: subject.did[Math.floor(at / 5) % subject.did.length] ?? "update",
      status,
      code: status === "failure" ? "MUSTER-U01" : status === "warning" ? "MUSTER-M02" : undefined,
      resourceType: subject.resourceType,
      resourceId: subject.id,
      credentialId: tokens[at < 40 ? 0 : 1],
    };
  });
  await pool.query(
    `INSERT INTO "ProvisioningEvent" ("directoryId", "organizationId", "at", "durationMs", "httpStatus", "method", "path",
       "id", "action", "status", "resourceType", "code", "credentialId", "resourceId")
     SELECT $1, $2, now(), 1, 200, 'GET', '/Users', r.* FROM json_to_recordset($3::json)
       AS r("id" uuid, "action" text, "status" text, "resourceType" text, "code" text, "credentialId" uuid, "resourceId" uuid)`,
    [scope.directoryId, scope.organizationId, JSON.stringify(rows)],
  );
  const filters: readonly LogFilter[] = [
    {},
    { statuses: ["failure"] },
    { statuses: ["failure", "warning"] },
    { statuses: ["skipped"] },
    { codes: ["MUSTER-M02"] },
    { actions: ["create"] },
    { actions: ["delete"] },
    { credentialId: tokens[0] },
    { credentialId: tokens[0], statuses: ["warning"] },
    { withoutReads: true },
  ];
  for (const subject of [...subjects, { id: uuidv7() }]) {
    for (const filter of filters) {
      const { statuses: asked, codes, actions: acted, credentialId, withoutReads } = filter;
      const expected = rows.filter(
        (row) =>
          row.resourceId === subject.id &&
          (asked === undefined || asked.some((status) => status === row.status)) &&
          (codes === undefined || codes.some((code) => code === row.code)) &&
          (acted === undefined || acted.some((action) => action === row.action)) &&
          (credentialId === undefined || credentialId === row.credentialId) &&
          (withoutReads === undefined || row.action !== "read"),
      );
      const found: string[] = [];
      let after: string | undefined;
      do {
        const page = await listEvents(scope, { ...filter, resourceId: subject.id, after });
        found.push(...page.rows.map(({ id }) => id));
        after = page.next;
      } while (after !== undefined);
      expect(found, JSON.stringify(filter)).toEqual(expected.map(({ id }) => id).reverse());
    }
  }
});
