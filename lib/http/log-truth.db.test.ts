import { beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { eventQueue } from "@/lib/insight/event-queue";
import { createUnattendedTenant } from "@/prisma/factories";
import { scimClient } from "./__fixtures__/scim-client";
import type { Answered, ListBody, ScimClient } from "./__fixtures__/scim-client";

let call: ScimClient;
let token: string;

beforeEach(async () => {
  ({ token } = (await createUnattendedTenant()).token);
  call = scimClient(token);
});

interface Row {
  readonly action: string;
  readonly status: string;
  readonly steps: readonly { readonly name: string; readonly status: string; readonly detail: string }[] | null;
  readonly modified: readonly { readonly path: string; readonly before?: unknown; readonly after?: unknown }[] | null;
}

/** The log row of an answer, and all of its text. */
async function rowOf({ headers }: Answered<unknown>) {
  await eventQueue.flush();
  const { rows } = await pool.query<Row & { text: string }>(
    `SELECT e."action", e."status", e."steps", e."modified", to_jsonb(e)::text AS "text"
     FROM "ProvisioningEvent" e WHERE e."id" = $1`,
    [headers["X-Request-Id"]],
  );
  const [row] = rows;
  if (!row || rows.length > 1) throw new Error(`${rows.length} rows`);
  return row;
}

interface Created extends ListBody {
  readonly id: string;
}

const create = async (type: "Users" | "Groups", body: Record<string, string>) =>
  (await call<Created>("POST", `/${type}`, body)).body.id;
const patch = (path: string, ...Operations: { op: string; path?: string; value?: string | { value: string }[] }[]) =>
  call("PATCH", path, { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations });

describe("a refused request is logged as what it would have been", () => {
  test.each([
    ["a search", "POST", "/Users/.search", { filter: "x" }, "read"],
    ["a search of everything", "POST", "/.search", { filter: "x" }, "read"],
    ["a bulk request", "POST", "/Bulk", { schemas: [] }, "other"],
    ["a POST to nothing", "POST", "/Nobody", {}, "other"],
    ["a POST of an id", "POST", "/Users/0199", {}, "other"],
    ["a create", "POST", "/Users/", {}, "create"],
    ["a method that is none", "PROPFIND", "/Users", {}, "other"],
  ] as const)("%s", async (_, method, path, body, action) => {
    expect(await rowOf(await call(method, path, body))).toMatchObject({ action, status: "failure" });
  });
});

describe("a change of members that changes nothing", () => {
  test("is skipped, and its steps say so", async () => {
    const value = [{ value: await create("Users", { userName: "ana" }) }];
    const group = await create("Groups", { displayName: "Sales" });
    const add = () => patch(`/Groups/${group}`, { op: "Add", path: "members", value });
    expect((await rowOf(await add())).steps?.at(-1)).toMatchObject({ status: "success", detail: "Changed members." });
    const again = await rowOf(await add());
    expect(again).toMatchObject({ status: "skipped", modified: null });
    expect(again.steps?.at(-1)).toMatchObject({
      name: "write",
      status: "skipped",
      detail: "Everything already was as the request wants it.",
    });
    const renamed = await patch(
      `/Groups/${group}`,
      { op: "Replace", path: "displayName", value: "Sales 2" },
      { op: "Add", path: "members", value },
    );
    expect((await rowOf(renamed)).steps?.at(-1)?.detail).toBe("Changed displayName.");
  });
});

describe("a write that is refused at the end", () => {
  const steps = [{ name: "write", status: "failure", detail: "Refused; nothing was changed." }];

  test("is no success in the steps of its row", async () => {
    const ana = await create("Users", { userName: "ana" });
    await create("Users", { userName: "bo" });
    expect(await rowOf(await call("POST", "/Users", { userName: "ana" }))).toMatchObject({ status: "failure", steps });
    const renamed = await patch(`/Users/${ana}`, { op: "replace", path: "userName", value: "bo" });
    expect(await rowOf(renamed)).toMatchObject({ status: "failure", modified: null, steps });
  });
});

describe("no secret is stored", () => {
  test("that a search compares a password with", async () => {
    const answer = await call("POST", "/Users/.search", { filter: 'password eq "hunter2"' });
    expect((await rowOf(answer)).text).not.toContain("hunter2");
  });

  test("that is quoted by a step, a detail or a refusal, or is sent as User-Agent", async () => {
    const secret = token.slice(-20);
    const answers = [
      await call("POST", "/Users", { userName: "ana", [token]: 1 }, { "user-agent": token }),
      await call("POST", "/Users", { userName: token }),
      await call("POST", "/Users", { userName: "bo", title: token }),
      await call("POST", "/Users", { userName: "cy", active: token }),
      await patch(`/Users/${await create("Users", { userName: "dee" })}`, { op: token, path: token, value: token }),
      await call("GET", `/Users/${token}`),
      await call("GET", `/Users?filter=${token} eq 1`),
      await call("GET", `/${token}`, undefined, { "user-agent": `curl ${token}` }),
    ];
    for (const answer of answers) expect((await rowOf(answer)).text).not.toContain(secret);
  });

  test("that is a password of the wrong type, or sent in a wrong place", async () => {
    const dee = `/Users/${await create("Users", { userName: "dee" })}`;
    const answers = [
      await call("POST", "/Users", { userName: "ana", password: { value: "hunter2" } }),
      await call("POST", "/Users", { userName: "ana", password: ["hunter2"] }),
      await call("POST", "/Users", {
        userName: "ana",
        "urn:ietf:params:scim:schemas:core:2.0:User": { password: "hunter2" },
      }),
      await patch(dee, { op: "set", path: "password", value: "hunter2" }),
      await patch(dee, { op: "add", path: "password.value", value: "hunter2" }),
      await call("PUT", dee, [{ password: "hunter2" }]),
      await call("PATCH", dee, { Operations: { op: "add", path: "password", value: "hunter2" } }),
      await call("POST", "/Bulk", {
        Operations: [{ method: "POST", path: "/Users", data: { userName: "eve", password: "hunter2" } }],
      }),
    ];
    for (const answer of answers) expect((await rowOf(answer)).text).not.toContain("hunter2");
  });
});

describe("a long value", () => {
  test("is cut where the log says what was modified, in all of before and after", async () => {
    const photo = `data:image/png;base64,${"A".repeat(300_000)}`;
    const id = await create("Users", { userName: "ana", profileUrl: photo });
    const changed = await rowOf(await patch(`/Users/${id}`, { op: "replace", path: "profileUrl", value: "x" }));
    expect(changed.text.length).toBeLessThan(10_000);
    expect(changed.modified).toEqual([
      { path: "profileUrl", before: `${photo.slice(0, 200)}… (${photo.length} characters)`, after: "x" },
    ]);
    expect((await rowOf(await call("DELETE", `/Users/${id}`))).text.length).toBeLessThan(10_000);
  });
});

describe("a refusal that the log cannot take at that moment", () => {
  test("is answered all the same, and is in the log once the log takes rows again", async () => {
    const directory = (
      await pool.query<{ directoryId: string }>(`SELECT "directoryId" FROM "Token" WHERE "key" = $1`, [
        token.slice(4, 16),
      ])
    ).rows[0]?.directoryId;
    await pool.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON "ProvisioningEvent" FOR EACH ROW
        WHEN (NEW."directoryId" = '${directory}') EXECUTE FUNCTION refuse()`);
    const answer = await call("GET", "/Nobody");
    expect(answer.status).toBe(404);
    await pool.query(`DROP FUNCTION refuse CASCADE`);
    expect(await rowOf(answer)).toMatchObject({ action: "read", status: "failure" });
  });
});
