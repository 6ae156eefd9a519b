/** Which userNames a directory accepts, and that what was refused comes in once its domain is registered and proved. */
import { setDomainPolicy } from "@/lib/console/directories";
import { addDomain, findDomain, setSubdomains } from "@/lib/console/domains";
import { listSuggestions } from "@/lib/console/refused-domains";
import { publishTxt } from "../dns";
import { expect, test, type Tenant } from "../fixtures";
import { expectScimError } from "./expect-error";
import { textAt, userBody } from "./resources";

const iPass = { application: "ipass-smartconnect" } as const;
const domainOf = ({ organization }: Tenant) => `${organization.slug}.example`;
const create = ({ scim }: Tenant, userName: string) => scim.post("/Users", userBody("ana", { userName }));

test("a refusal names the userName, the domain, the remedy, a code and the request id", async ({ makeTenant }) => {
  const tenant = await makeTenant(iPass);
  const refused = await create(tenant, "ana@fabrikam.example");
  const detail = expectScimError(refused, 400, "invalidValue");
  for (const part of ["ana@fabrikam.example", "Register fabrikam.example under Domains", "MUSTER-D01"]) {
    expect(detail).toContain(part);
  }
  expect(detail).toContain(refused.headers.get("x-request-id"));
});

test("what was refused comes in with the retry after its domain was registered", async ({ makeTenant }) => {
  const tenant = await makeTenant(iPass);
  const domain = domainOf(tenant);
  expectScimError(await create(tenant, `ana@${domain}`), 400, "invalidValue");
  await addDomain(tenant.scope, { name: domain });
  await expect.poll(async () => (await create(tenant, `ana@${domain}`)).status).toBe(201);
  expect(await listSuggestions(tenant.scope)).toEqual([]);
});

test("where domains have to be verified, the server finds the record by itself and the retry comes in", async ({
  makeTenant,
}) => {
  const tenant = await makeTenant(iPass);
  const name = domainOf(tenant);
  await setDomainPolicy(tenant.scope, { directoryId: tenant.directory.id, policy: "verified" });
  const { record } = await addDomain(tenant.scope, { name });
  await expect
    .poll(async () => expectScimError(await create(tenant, `ana@${name}`), 400, "invalidValue"))
    .toContain("MUSTER-D02");
  await publishTxt(record.name, "v=spf1 -all", record.value);
  await expect.poll(async () => (await findDomain(tenant.scope, name))?.state, { timeout: 120_000 }).toBe("verified");
  await expect.poll(async () => (await create(tenant, `ana@${name}`)).status).toBe(201);
});

test("a person is not renamed out of the registered domains, by PATCH or by PUT", async ({ makeTenant }) => {
  const tenant = await makeTenant(iPass);
  const { scim } = tenant;
  const domain = domainOf(tenant);
  await addDomain(tenant.scope, { name: domain });
  const created = await create(tenant, `ana@${domain}`);
  const path = `/Users/${textAt(created, "id")}`;
  const away = "ana@fabrikam.example";
  const patched = await scim.patch(path, [{ op: "Replace", value: { userName: away, title: "CEO" } }]);
  expect(expectScimError(patched, 400, "invalidValue")).toContain("Register fabrikam.example");
  const put = await scim.put(path, userBody("ana", { userName: away }));
  expect(expectScimError(put, 400, "invalidValue")).toContain("Register fabrikam.example");
  expect((await scim.get(path)).body).toEqual(created.body);
  const within = [{ op: "Replace", path: "userName", value: `ana.perez@${domain}` }];
  expect((await scim.patch(path, within)).status).toBe(200);
});

test("subdomains are accepted where their domain covers them, and only then", async ({ makeTenant }) => {
  const tenant = await makeTenant(iPass);
  const name = domainOf(tenant);
  const { id: domainId } = await addDomain(tenant.scope, { name });
  expect(expectScimError(await create(tenant, `ana@eu.${name}`), 400)).toContain(`let ${name} cover its subdomains`);
  await setSubdomains(tenant.scope, { domainId, coversSubdomains: true });
  await expect.poll(async () => (await create(tenant, `ana@eu.${name}`)).status).toBe(201);
  expectScimError(await create(tenant, `ana@not${name}`), 400, "invalidValue");
});

test("internationalised domains are the same in both spellings", async ({ makeTenant }) => {
  const tenant = await makeTenant(iPass);
  const rest = domainOf(tenant);
  await addDomain(tenant.scope, { name: `xn--bcher-kva.${rest}` });
  expect((await create(tenant, `ana@bücher.${rest}`)).status).toBe(201);
  expect((await create(tenant, `bo@xn--bcher-kva.${rest}`)).status).toBe(201);
});

test("a domain that another organization has verified lets nobody in, registered or not", async ({ makeTenant }) => {
  const [tenant, owner] = [await makeTenant(iPass), await makeTenant()];
  const name = domainOf(tenant);
  await addDomain(owner.scope, { name }, { verified: true });
  await addDomain(tenant.scope, { name });
  const detail = expectScimError(await create(tenant, `ana@${name}`), 400, "invalidValue");
  expect(detail).toContain("MUSTER-D04");
  expect(detail).not.toContain(owner.organization.slug);
});
