/**
 * Fills the database that DATABASE_URL names with one directory of people and groups, as the service itself would have
 * stored them, and prints what the operations need as JSON. Arguments: number of people, members of the large group.
 */
import { uuidv7 } from "uuidv7";
import { applications } from "@/lib/applications/applications";
import { createDirectory, setRequestRate } from "@/lib/console/directories";
import { createOrganization } from "@/lib/console/organizations";
import { createToken } from "@/lib/console/tokens";
import { endConnections } from "@/lib/db/pipelines";
import { pool } from "@/lib/db/pool";
import { toCursor } from "@/lib/provisioning/cursor";
import { searchKeysOf } from "@/lib/db/search-keys";
import { readResource } from "@/lib/scim/resource/read-resource";
import { toSearch } from "@/lib/scim/resource/search";

const batchSize = 5_000;
const [userCount = 10_000, memberCount = 1_000] = process.argv.slice(2).map(Number);
const { user, group } = applications.generic;
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const suffix = uuidv7().slice(-8);
const organization = await createOrganization({ name: "Bench", slug: `bench-${suffix}` });
const scope = { organizationId: organization.id, actor: { kind: "operator" } } as const;
const directory = await createDirectory(scope, {
  application: "generic",
  slug: "bench",
  name: "Bench",
  provider: "entra",
});
await setRequestRate(scope, { directoryId: directory.id, requestsPerSecond: 0 });
const { token } = await createToken(scope, { directoryId: directory.id });

function person(index: number) {
  const body = {
    userName: `user${index}@bench.example`,
    externalId: `ext-${index}`,
    displayName: `Person Number ${index}`,
    title: index % 7 === 0 ? "Engineer" : "Consultant",
    active: index % 20 !== 0,
    preferredLanguage: "en-GB",
    name: { givenName: "Person", familyName: `Number ${index}`, formatted: `Person Number ${index}` },
    emails: [{ primary: true, type: "work", value: `user${index}@bench.example` }],
    phoneNumbers: [{ type: "work", value: `+46 8 ${index}` }],
    addresses: [{ type: "work", locality: "Stockholm", country: "SE", postalCode: `${10_000 + (index % 900)}` }],
    [enterprise]: { employeeNumber: `E${index}`, department: `Department ${index % 50}` },
  };
  const { attributes } = readResource(user, body, { kind: "create" });
  const search = toSearch(user, attributes);
  return {
    id: uuidv7(),
    userName: body.userName,
    externalId: body.externalId,
    active: body.active,
    attributes,
    search,
    keys: searchKeysOf(directory.id, { ...search, userName: undefined, externalId: undefined, active: undefined }),
  };
}

const sample: string[] = [];
const everybody: string[] = [];
for (let start = 0; start < userCount; start += batchSize) {
  const people = Array.from({ length: Math.min(batchSize, userCount - start) }, (_, offset) => person(start + offset));
  await pool.query(
    `INSERT INTO "User" ("directoryId", "id", "organizationId", "userName", "userNameKey", "externalId", "active",
       "displayName", "attributes", "search", "keys", "created", "lastModified")
     SELECT $1, p."id", $2, p."userName", p."userName", p."externalId", p."active", p."attributes"->>'displayName',
       p."attributes", p."search", p."keys", now(), now()
     FROM json_to_recordset($3::json) AS p("id" uuid, "userName" text, "externalId" text, "active" boolean, "attributes" json, "search" jsonb, "keys" int[])`,
    [directory.id, organization.id, JSON.stringify(people)],
  );
  for (const { id } of people) everybody.push(id);
  process.stderr.write(`\r  ${everybody.length.toLocaleString("en")} of ${userCount.toLocaleString("en")} people`);
}
process.stderr.write("\n");
const stride = Math.max(1, Math.floor(userCount / 5_000));
for (let index = 0; index < everybody.length; index += stride) sample.push(everybody[index] ?? "");

async function newGroup(displayName: string, members: readonly string[]): Promise<string> {
  const { attributes } = readResource(group, { displayName }, { kind: "create" });
  const id = uuidv7();
  await pool.query(
    `INSERT INTO "Group" ("directoryId", "id", "organizationId", "displayName", "displayNameKey", "attributes", "search", "created", "lastModified")
     VALUES ($1, $2, $3, $4, lower($4), $5, $6, now(), now())`,
    [
      directory.id,
      id,
      organization.id,
      displayName,
      JSON.stringify(attributes),
      JSON.stringify(toSearch(group, attributes)),
    ],
  );
  await pool.query(
    `INSERT INTO "Member" ("directoryId", "groupId", "memberId", "memberType", "organizationId")
     SELECT $1, $2, m, 'User', $3 FROM unnest($4::uuid[]) AS m`,
    [directory.id, id, organization.id, members],
  );
  return id;
}

const members = everybody.slice(0, Math.min(memberCount, userCount - Math.ceil(userCount / 50)));
const largeGroup = await newGroup("Large group", members);
const smallGroup = await newGroup("Group of ten", everybody.slice(0, 10));
await pool.query("VACUUM (ANALYZE)");
// People outside both groups, for adds that add; as many as the measurement can use up.
const outsiders = everybody.slice(members.length).slice(-50_000);
// Where a walk of the whole directory is after nine tenths of it.
const deepCursor = toCursor({ scope: { directoryId: directory.id }, parameters: { count: "100", cursor: "" } }, user, {
  id: everybody[Math.floor(userCount * 0.9)] ?? "",
  key: null,
});
const facts = {
  token,
  users: sample,
  userCount,
  largeGroup,
  smallGroup,
  outsiders,
  deepCursor,
  members: members.length,
};
process.stdout.write(JSON.stringify(facts));
await endConnections();
