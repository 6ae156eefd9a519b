/**
 * One customer's token must never reach another customer's people. Each test tries with the stranger's token first, and
 * then with the owner's: a service that refuses everybody would pass half of it.
 */
import { query } from "../database";
import { expect, test, type Tenant } from "../fixtures";
import { expectScimError } from "../scim/expect-error";
import {
  createGroup,
  createUser,
  enterpriseUrn,
  eachOf,
  filterPath,
  groupBody,
  nobody,
  userBody,
} from "../scim/resources";
import { select } from "@/lib/entra/conformance/select";

interface TwoTenants {
  readonly owner: Tenant;
  readonly stranger: Tenant;
  readonly ana: string;
  readonly sales: string;
}

const bothTenants = test.extend<{ two: TwoTenants }>({
  two: async ({ makeTenant }, use) => {
    const [owner, stranger] = [await makeTenant(), await makeTenant()];
    const ana = await createUser(owner.scim, "ana");
    const sales = await createGroup(owner.scim, "Sales", [ana]);
    await use({ owner, stranger, ana, sales });
  },
});

const replaceName = { op: "replace", path: "displayName", value: "Taken over" };

for (const [method, endpoint, body, ownerStatus] of [
  ["GET", "/Users", undefined, 200],
  ["PUT", "/Users", userBody("ana", { title: "CEO" }), 200],
  ["PATCH", "/Users", replaceName, 200],
  ["DELETE", "/Users", undefined, 204],
  ["GET", "/Groups", undefined, 200],
  ["PUT", "/Groups", groupBody("Sales 2"), 200],
  ["PATCH", "/Groups", replaceName, 204],
  ["DELETE", "/Groups", undefined, 204],
] as const) {
  bothTenants(
    `${method} ${endpoint}/{id}: a stranger gets 404 and changes nothing, the owner succeeds`,
    async ({ two }) => {
      const { owner, stranger } = two;
      const id = endpoint === "/Users" ? two.ana : two.sales;
      const path = `${endpoint}/${id}`;
      const send = (tenant: Tenant, target: string) =>
        method === "PATCH" ? tenant.scim.patch(target, [body]) : tenant.scim.request(method, target, { body });
      const before = (await owner.scim.get(path)).body;

      const refused = await send(stranger, path);
      const unknown = await send(stranger, `${endpoint}/${nobody}`);
      const detail = expectScimError(refused, 404)
        .replaceAll(id, "ID")
        .replace(/\[req .*\]/, "");
      expect(detail, "somebody else's and nobody's must look alike").toBe(
        expectScimError(unknown, 404)
          .replaceAll(nobody, "ID")
          .replace(/\[req .*\]/, ""),
      );
      expect((await owner.scim.get(path)).body).toEqual(before);

      expect((await send(owner, path)).status).toBe(ownerStatus);
    },
  );
}

bothTenants("lists and filters show one's own only, also by id and by the other's values", async ({ two }) => {
  const { owner, stranger, ana, sales } = two;
  for (const [path, id] of [
    ["/Users", ana],
    ["/Groups", sales],
    [filterPath("/Users", `id eq "${ana}"`), ana],
    [filterPath("/Users", 'userName eq "ana@contoso.com" or userName pr or not (userName pr)'), ana],
    [filterPath("/Users", `groups.value eq "${sales}"`), ana],
    [filterPath("/Groups", `members.value eq "${ana}"`), sales],
    [filterPath("/Groups", "displayName pr"), sales],
  ] as const) {
    expect((await stranger.scim.get(path)).body, path).toMatchObject({ totalResults: 0 });
    expect(eachOf(await owner.scim.get(path), "id"), path).toEqual([id]);
  }
});

bothTenants("the same userName, externalId and displayName may live in both", async ({ two }) => {
  expect((await two.stranger.scim.post("/Users", userBody("ana"))).status).toBe(201);
  expect((await two.stranger.scim.post("/Groups", groupBody("Sales"))).status).toBe(201);
});

bothTenants("a stranger's person or group cannot become a member", async ({ two }) => {
  const { owner, stranger, ana, sales } = two;
  const theirs = await createGroup(stranger.scim, "Theirs");
  const bo = await createUser(owner.scim, "bo");
  for (const value of [ana, sales]) {
    const add = [{ op: "Add", path: "members", value: [{ value }] }];
    expectScimError(await stranger.scim.patch(`/Groups/${theirs}`, add), 400, "invalidValue");
    expectScimError(await stranger.scim.post("/Groups", groupBody("Other", [value])), 400, "invalidValue");
    expectScimError(await stranger.scim.put(`/Groups/${theirs}`, groupBody("Theirs", [value])), 400, "invalidValue");
  }
  expect(select((await stranger.scim.get(`/Groups/${theirs}`)).body, "members")).toBeUndefined();
  const add = [{ op: "Add", path: "members", value: [{ value: bo }] }];
  expect((await owner.scim.patch(`/Groups/${sales}`, add)).status).toBe(204);
});

bothTenants(
  "a manager of another directory is only an id: it shows nothing and finds nobody there",
  async ({ two }) => {
    const { owner, stranger, ana } = two;
    const carl = await createUser(stranger.scim, "carl", { [enterpriseUrn]: { manager: { value: ana } } });
    const read = await stranger.scim.get(`/Users/${carl}`);
    expect(read.text).not.toContain("ana Adams");
    expect((await owner.scim.get(filterPath("/Users", `manager eq "${ana}"`))).body).toMatchObject({ totalResults: 0 });
    expect((await stranger.scim.get(filterPath("/Users", `manager eq "${ana}"`))).body).toMatchObject({
      totalResults: 1,
    });
  },
);

bothTenants("a request of one is never in the other's log", async ({ two }) => {
  const answer = await two.stranger.scim.get(`/Users/${two.ana}`);
  await expect
    .poll(() =>
      query(`SELECT "directoryId" FROM "ProvisioningEvent" WHERE "id" = $1`, [answer.headers.get("x-request-id")]),
    )
    .toEqual([{ directoryId: two.stranger.directory.id }]);
});
