import { beforeEach, expect, test } from "vitest";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import type { ListBody } from "@/lib/http/__fixtures__/scim-client";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { runCommandLine } from "./command-line";

let tenant: UnattendedTenant;
let of: string;

beforeEach(async () => {
  tenant = await createUnattendedTenant();
  of = `--organization ${tenant.organization.slug} --directory ${tenant.directory.slug}`;
});

async function muster(command: string) {
  const lines: string[] = [];
  const code = await runCommandLine(command.split(" "), {
    out: (text) => lines.push(text),
    error: (text) => lines.push(text),
    readInput: () => Promise.resolve(""),
  });
  return { code, text: lines.join("\n") };
}

/** Of a command that must succeed. */
async function json(command: string): Promise<unknown> {
  const { code, text } = await muster(`${command} --json`);
  expect({ code, text }).toMatchObject({ code: 0 });
  return JSON.parse(text);
}

const call = <Body>(method: string, path: string, userName?: string) =>
  scimClient(tenant.token.token)<Body>(
    method,
    path,
    userName === undefined ? undefined : { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName },
  );
const create = async (userName: string) => (await call<ListBody & { id: string }>("POST", "/Users", userName)).body.id;

test("an operator sees who was deleted and brings them back", async () => {
  const id = await create("ana");
  await call("DELETE", `/Users/${id}`);
  expect(await json(`user deleted ${of}`)).toMatchObject({ users: [{ id, userName: "ana", daysLeft: 30 }] });
  expect(await muster(`user restore ${of} --id ${id}`)).toEqual({ code: 0, text: "ana is back, in 0 groups." });
  expect((await muster(`user deleted ${of}`)).text).toBe("Nobody was deleted within 30 days.");
  expect((await call("GET", `/Users/${id}`)).status).toBe(200);
});

test("an operator sets the brake, and decides of who is held", async () => {
  expect(await json(`directory brake show ${of}`)).toMatchObject({
    terms: { least: 50, percent: 10, hours: 24 },
    held: 0,
  });
  await json(`directory brake set ${of} --at-least 1 --percent 0`);
  const ids = [await create("ana"), await create("bo"), await create("chen")];
  for (const id of ids) await call("DELETE", `/Users/${id}`);
  expect((await muster(`directory brake show ${of}`)).text).toMatch(
    /^The brake holds since \S+ \(1 people or 0 % within 24 h, at present 1\)\. 2 people are held: decide with/,
  );
  expect(await json(`user held ${of}`)).toMatchObject({ users: [{ userName: "bo", asked: "delete" }, {}] });
  expect((await muster(`directory brake keep ${of} --id ${ids[1]}`)).text).toBe("1 person is back.");
  expect((await muster(`directory brake allow ${of} --all`)).text).toBe("1 person is held no more.");
  expect((await muster(`directory brake release ${of} --rest`)).text).toMatch(/^The brake rests until \S+ .*Nobody/);
  expect((await call("GET", `/Users/${ids[1]}`)).status).toBe(200);
  expect((await muster(`directory brake set ${of} --off`)).text).toBe("The brake is off. Nobody is held.");
});

test.each([
  ["user restore --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11", "not among the deleted ones"],
  ["user restore --id ana", "--id: That is not here any more"],
  ["directory brake set", "Say what to set"],
  ["directory brake set --at-least 0", "--at-least: Enter a whole number from 1"],
  ["directory brake set --hours many", "--hours: Enter a whole number from 1 to 168"],
  ["directory brake release", "holds nothing at present"],
  ["directory brake keep", "Say of whom: --id or --all"],
  ["directory brake allow --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11", "Nobody of them is held"],
])("%s is refused in words that help", async (command, words) => {
  const { code, text } = await muster(`${command} ${of}`);
  expect([code, text]).toEqual([1, expect.stringContaining(words)]);
});

test("another organization's directory, or nobody's, is not found", async () => {
  const other = await createUnattendedTenant({ application: "8x8" });
  const mixed = `--organization ${other.organization.slug} --directory ${tenant.directory.slug}`;
  for (const command of ["directory brake show", "directory brake set --off", "user deleted", "user held"]) {
    const { code, text } = await muster(`${command} ${mixed}`);
    expect([code, text]).toEqual([1, expect.stringContaining("has no directory")]);
  }
});
