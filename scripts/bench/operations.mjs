// What is measured: each operation makes the bytes of its next request from the loaded directory.

import { toBytes } from "./load-client.mjs";

const base = "/scim/v2";
const patchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/**
 * @param {{ token: string, users: readonly string[], userCount: number, largeGroup: string, smallGroup: string, outsiders: readonly string[], deepCursor: string }} directory
 *   users: ids of a sample; their userName is `user<index>@…` with index spread over the whole directory
 */
export function operationsOf({ token, users, userCount, largeGroup, smallGroup, outsiders, deepCursor }) {
  let turn = 0;
  const pick = (list) => list[(turn += 1) % list.length];
  const index = () => (Math.imul((turn += 1), 2654435761) >>> 0) % userCount;
  const get = (path) => toBytes({ path: `${base}${path}`, token });
  const filter = (text) => get(`/Users?filter=${encodeURIComponent(text)}`);
  const patch = (path, operations) =>
    toBytes({ method: "PATCH", path: `${base}${path}`, token, body: { schemas: [patchOp], Operations: operations } });
  const member = (op, group) => () => {
    const value = pick(outsiders);
    return op === "add"
      ? patch(`/Groups/${group}`, [{ op, path: "members", value: [{ value }] }])
      : patch(`/Groups/${group}`, [{ op, path: `members[value eq "${value}"]` }]);
  };
  return [
    {
      name: "bare route handler of Next",
      next: () => toBytes({ path: "/api/health/live" }),
      expect: [200],
      isBare: true,
    },
    {
      name: "token refused (401)",
      next: () => toBytes({ path: `${base}/Users`, token: `${token.slice(0, -1)}!` }),
      expect: [401],
    },
    { name: "GET by id", next: () => get(`/Users/${pick(users)}`), expect: [200] },
    { name: "filter userName", next: () => filter(`userName eq "user${index()}@bench.example"`), expect: [200] },
    { name: "filter externalId", next: () => filter(`externalId eq "ext-${index()}"`), expect: [200] },
    {
      name: "filter emails[work].value",
      next: () => filter(`emails[type eq "work"].value eq "user${index()}@bench.example"`),
      expect: [200],
    },
    {
      name: "filter employeeNumber",
      next: () => filter(`${enterprise}:employeeNumber eq "E${index()}"`),
      expect: [200],
    },
    { name: "list 100, start", next: () => get("/Users?startIndex=1&count=100"), expect: [200] },
    {
      name: "list 100, deep by cursor",
      next: () => get(`/Users?count=100&cursor=${deepCursor}`),
      expect: [200],
    },
    {
      name: "GET group without members",
      next: () => get(`/Groups/${largeGroup}?excludedAttributes=members`),
      expect: [200],
    },
    {
      name: "POST user",
      next: () => toBytes({ method: "POST", path: `${base}/Users`, token, body: newUser((turn += 1)) }),
      expect: [201],
    },
    {
      name: "PATCH active",
      next: () =>
        // A person's turn comes once a round: the other value each time, so that every request changes something.
        patch(`/Users/${pick(users)}`, [
          { op: "Replace", path: "active", value: Math.floor(turn / users.length) % 2 ? "False" : "True" },
        ]),
      expect: [200],
    },
    {
      name: "PATCH three attributes",
      next: () =>
        patch(`/Users/${pick(users)}`, [
          { op: "Replace", path: "displayName", value: `Name ${turn}` },
          { op: "Replace", path: "name.givenName", value: `Given ${turn}` },
          { op: "Replace", path: `${enterprise}:department`, value: `Dept ${turn}` },
        ]),
      expect: [200],
    },
    { name: "add a member, large group", next: member("add", largeGroup), expect: [204] },
    { name: "remove a member, large group", next: member("remove", largeGroup), expect: [204] },
    { name: "add a member, group of 10", next: member("add", smallGroup), expect: [204] },
    { name: "remove a member, group of 10", next: member("remove", smallGroup), expect: [204] },
  ];
}

const run = Math.random().toString(36).slice(2, 8);

const newUser = (number) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
  externalId: `new-${run}-${number}`,
  userName: `new-${run}-${number}@bench.example`,
  active: true,
  displayName: `New Person ${number}`,
  name: { givenName: "New", familyName: `Person ${number}` },
  emails: [{ primary: true, type: "work", value: `new-${run}-${number}@bench.example` }],
  [enterprise]: { department: "Sales", employeeNumber: `N${run}${number}` },
});
