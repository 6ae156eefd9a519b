/** Where the applications differ: base path, extension schemas, immutable attributes, accepted domains. */
import { addDomain } from "@/lib/console/domains";
import { expect, test, type Tenant } from "../fixtures";
import { select } from "@/lib/entra/conformance/select";
import { scimClient } from "../scim-client";
import { expectScimError } from "./expect-error";
import {
  createGroup,
  createUser,
  enterpriseUrn,
  extension8x8Urn,
  filterPath,
  textAt,
  userBody,
  userUrn,
} from "./resources";

test.describe("8x8", () => {
  const berlin = { [extension8x8Urn]: { site: "Berlin" } };

  test("keeps site, lists its URN, and lets it be filtered for", async ({ makeTenant }) => {
    const { scim } = await makeTenant({ application: "8x8" });
    const created = await scim.post("/Users", userBody("ana", berlin));
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject(berlin);
    expect(select(created.body, "schemas")).toEqual([userUrn, extension8x8Urn]);
    const found = await scim.get(filterPath("/Users", `${extension8x8Urn}:site eq "berlin"`));
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id: textAt(created, "id") }] });
  });

  for (const [method, change] of [
    ["PATCH with a path", { op: "Replace", path: `${extension8x8Urn}:site`, value: "Paris" }],
    ["PATCH without a path", { op: "replace", value: { [`${extension8x8Urn}:site`]: "Paris" } }],
    ["PATCH of the whole extension", { op: "replace", value: { [extension8x8Urn]: { site: "Paris" } } }],
    ["PATCH that removes it", { op: "remove", path: `${extension8x8Urn}:site` }],
    ["PUT", undefined],
  ] as const) {
    test(`refuses a change of site by ${method}, naming the attribute and a code`, async ({ makeTenant }) => {
      const { scim } = await makeTenant({ application: "8x8" });
      const created = await scim.post("/Users", userBody("ana", berlin));
      const path = `/Users/${textAt(created, "id")}`;
      const answer =
        change === undefined
          ? await scim.put(path, userBody("ana", { [extension8x8Urn]: { site: "Paris" }, title: "CEO" }))
          : await scim.patch(path, [{ op: "replace", path: "title", value: "CEO" }, change]);
      const detail = expectScimError(answer, 400, "mutability");
      expect(detail).toContain("site");
      expect(detail).toMatch(/\(MUSTER-[A-Z]\d\d\)/);
      expect((await scim.get(path)).body).toEqual(created.body);
    });
  }

  test("accepts site again when it is the same, and the first time when there was none", async ({ makeTenant }) => {
    const { scim } = await makeTenant({ application: "8x8" });
    const ana = await createUser(scim, "ana", berlin);
    const same = [{ op: "Replace", path: `${extension8x8Urn}:site`, value: "Berlin" }];
    expect((await scim.patch(`/Users/${ana}`, same)).status).toBe(200);
    expect((await scim.put(`/Users/${ana}`, userBody("ana", berlin))).status).toBe(200);
    const bo = await createUser(scim, "bo");
    expect((await scim.patch(`/Users/${bo}`, same)).body).toMatchObject(berlin);
  });

  test("describes the extension in /Schemas and /ResourceTypes; a generic directory does not", async ({
    makeTenant,
  }) => {
    const [eight, generic] = [await makeTenant({ application: "8x8" }), await makeTenant()];
    const schema = await eight.scim.get(`/Schemas/${extension8x8Urn}`);
    expect(select(schema.body, 'attributes[name eq "site"]')).toMatchObject({
      mutability: "immutable",
      type: "string",
    });
    const user = await eight.scim.get("/ResourceTypes/User");
    expect(select(user.body, "schemaExtensions")).toContainEqual({ schema: extension8x8Urn, required: false });
    expectScimError(await generic.scim.get(`/Schemas/${extension8x8Urn}`), 404);
    expectScimError(
      await generic.scim.get(filterPath("/Users", `${extension8x8Urn}:site eq "x"`)),
      400,
      "invalidFilter",
    );
  });
});

test.describe("iPass SmartConnect", () => {
  test("lives under /moservices/scim/v1, and every location says so", async ({ makeTenant }) => {
    const tenant = await makeTenant({ application: "ipass-smartconnect" });
    const { scim } = tenant;
    const domain = await registerDomain(tenant);
    expect(scim.baseUrl).toMatch(/\/moservices\/scim\/v1$/);
    const created = await scim.post("/Users", userBody("ana", { userName: `ana@${domain}` }));
    expect(created.status, created.text).toBe(201);
    const id = textAt(created, "id");
    expect(textAt(created, "meta.location")).toBe(`${scim.baseUrl}/Users/${id}`);
    expect(created.headers.get("location")).toBe(`${scim.baseUrl}/Users/${id}`);
    const sales = await createGroup(scim, "Sales", [id]);
    expect(textAt(await scim.get(`/Groups/${sales}`), "members[0].$ref")).toBe(`${scim.baseUrl}/Users/${id}`);
    expect(textAt(await scim.get("/ServiceProviderConfig"), "meta.location")).toContain("/moservices/scim/v1/");
  });

  test("refuses a userName outside the registered domains, naming the domain and what to do", async ({
    makeTenant,
  }) => {
    const tenant = await makeTenant({ application: "ipass-smartconnect" });
    const { scim } = tenant;
    const domain = await registerDomain(tenant);
    for (const userName of ["ana@contoso.com", `ana@sub.${domain}`, "ana", `ana@${domain}.evil.example`]) {
      const detail = expectScimError(await scim.post("/Users", userBody("ana", { userName })), 400, "invalidValue");
      expect(detail).toContain(userName);
      expect(detail).toMatch(/\(MUSTER-D\d\d\)/);
    }
    const created = await scim.post("/Users", userBody("ana", { userName: `Ana@${domain.toUpperCase()}` }));
    expect(created.status, created.text).toBe(201);
    const rename = [{ op: "Replace", path: "userName", value: "ana@contoso.com" }];
    expect(expectScimError(await scim.patch(`/Users/${textAt(created, "id")}`, rename), 400)).toContain("contoso.com");
  });
});

test("a token works under both base paths, and locations use its own application's", async ({
  makeTenant,
  baseURL,
}) => {
  const { scim } = await makeTenant();
  const id = await createUser(scim, "ana");
  const answer = await scimClient(`${baseURL}/moservices/scim/v1`, scim.token).get(`/Users/${id}`);
  expect(answer.status).toBe(200);
  expect(textAt(answer, "meta.location")).toBe(`${scim.baseUrl}/Users/${id}`);
});

for (const application of ["8x8", "ringcentral", "generic"] as const) {
  test(`${application}: Entra may match on any attribute, so all of them can be filtered`, async ({ makeTenant }) => {
    const { scim } = await makeTenant({ application });
    const more = {
      title: "CEO",
      [enterpriseUrn]: { department: "Sales" },
      phoneNumbers: [{ type: "mobile", value: "+34" }],
    };
    const id = await createUser(scim, "ana", more);
    for (const filter of [
      'userName eq "ana@contoso.com"',
      'externalId eq "ana"',
      'title eq "ceo"',
      'emails[type eq "work"].value eq "ana@contoso.com"',
      'name.givenName eq "ana"',
      'phoneNumbers[type eq "mobile"].value eq "+34"',
      `${enterpriseUrn}:department eq "Sales"`,
    ]) {
      const found = await scim.get(filterPath("/Users", filter));
      expect(found.body, filter).toMatchObject({ totalResults: 1, Resources: [{ id }] });
    }
  });
}

/** Registers a domain that no other test has, and gives its name. */
async function registerDomain({ organization, scope }: Tenant): Promise<string> {
  const domain = `${organization.slug}.com`;
  await addDomain(scope, { name: domain });
  return domain;
}
