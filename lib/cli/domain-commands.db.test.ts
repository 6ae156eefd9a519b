import { beforeEach, describe, expect, test } from "vitest";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { runCommandLine } from "./command-line";

let tenant: UnattendedTenant;
let of: string;
let name: string;

beforeEach(async () => {
  tenant = await createUnattendedTenant({ application: "ipass-smartconnect" });
  of = `--organization ${tenant.organization.slug}`;
  name = `${tenant.organization.slug}.example`;
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

const create = (userName: string) =>
  scimClient(tenant.token.token)("POST", "/Users", {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName,
  });

test("an operator registers a domain and is told the record to add", async () => {
  const { code, text } = await muster(`domain add ${of} --domain ${name}`);
  expect(code).toBe(0);
  expect(text).toMatch(new RegExp(`Add this TXT record: _muster\\.${name} = muster-verify=[0-9a-f]{32}`));
  expect(await json(`domain list ${of}`)).toMatchObject({
    domains: [{ name, state: "pending", vouched: false, coversSubdomains: false, record: { type: "TXT" } }],
  });
});

test("an operator vouches for a domain, then or later, and no DNS is asked", async () => {
  expect(await json(`domain add ${of} --domain ${name} --verified --subdomains`)).toMatchObject({
    state: "verified",
    vouched: true,
    coversSubdomains: true,
  });
  await json(`domain add ${of} --domain eu.${name}`);
  expect(await json(`domain vouch ${of} --domain eu.${name}`)).toMatchObject({ state: "verified", vouched: true });
  expect((await muster(`domain check ${of} --domain eu.${name}`)).text).toBe(
    `eu.${name} is verified: you vouch for it.`,
  );
});

test("a domain covers its subdomains or does not", async () => {
  await json(`domain add ${of} --domain ${name}`);
  expect((await muster(`domain set ${of} --domain ${name} --subdomains on`)).text).toBe(
    `${name} covers its subdomains.`,
  );
  expect(await json(`domain set ${of} --domain ${name} --subdomains off`)).toMatchObject({ coversSubdomains: false });
});

test("a domain that active users are in is removed only when that is foreseen", async () => {
  await json(`domain add ${of} --domain ${name}`);
  expect((await create(`ana@${name}`)).status).toBe(201);
  const refused = await muster(`domain remove ${of} --domain ${name}`);
  expect(refused.code).toBe(1);
  expect(refused.text).toContain(`1 active user has a userName in ${name}; ipass-smartconnect would refuse new people`);
  expect(await json(`domain remove ${of} --domain ${name} --with-users`)).toEqual({ name, activeUsers: 1 });
  expect((await create(`bo@${name}`)).status).toBe(400);
});

test("a domain that nobody is in is removed at once", async () => {
  await json(`domain add ${of} --domain ${name}`);
  expect(await muster(`domain remove ${of} --domain ${name}`)).toEqual({ code: 0, text: `Removed ${name}.` });
});

test("who was refused for which domain is listed", async () => {
  expect((await muster(`domain refused ${of}`)).text).toBe("Nobody was refused for a domain within a month.");
  for (const user of ["ana", "bo"]) await create(`${user}@fabrikam.example`);
  expect(await json(`domain refused ${of}`)).toMatchObject({
    refused: [
      { domain: "fabrikam.example", directory: "ipass-smartconnect", people: 2, arrived: 0, now: "unregistered" },
    ],
  });
});

describe("a directory's domain policy", () => {
  const place = () => `${of} --directory ipass-smartconnect`;

  test("is its application's until an operator sets it", async () => {
    expect(await json(`directory list ${of}`)).toMatchObject({ directories: [{ domainPolicy: "registered" }] });
    expect(await muster(`directory set ${place()} --domain-policy off --rate 50`)).toEqual({
      code: 0,
      text: "ipass-smartconnect (ipass-smartconnect) may send 50 requests a second, and accepts userNames in every domain.",
    });
    expect((await create("ana")).status).toBe(201);
    expect(await json(`directory set ${place()} --domain-policy verified`)).toMatchObject({
      domainPolicy: "verified",
      requestsPerSecond: 50,
    });
  });

  test("is not set when anything else that is to be set is wrong", async () => {
    const { code, text } = await muster(`directory set ${place()} --domain-policy off --rate 1`);
    expect([code, text]).toEqual([1, expect.stringContaining("--rate")]);
    expect(await json(`directory list ${of}`)).toMatchObject({ directories: [{ domainPolicy: "registered" }] });
  });
});

test.each([
  ["domain add --domain gmail.com", "--domain: Anybody can have an address there"],
  ["domain add --domain co.uk", "--domain: Register a domain of your own"],
  ["domain add --domain lena@contoso.com", "--domain: Enter a domain name"],
  ["domain check --domain fabrikam.example", "has no domain fabrikam.example"],
  ["domain vouch --domain fabrikam.example", "has no domain fabrikam.example"],
  ["domain remove --domain fabrikam.example", "has no domain fabrikam.example"],
  ["domain set --domain fabrikam.example --subdomains perhaps", "--subdomains: on or off"],
  ["directory set --directory ipass-smartconnect --domain-policy perhaps", "--domain-policy: Choose off"],
  ["directory set --directory ipass-smartconnect", "Say what to set"],
])("%s is refused in words that help", async (command, words) => {
  const { code, text } = await muster(`${command} ${of}`);
  expect([code, text]).toEqual([1, expect.stringContaining(words)]);
});
