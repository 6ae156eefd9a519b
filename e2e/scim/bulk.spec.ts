/** Bulk and root search over the wire (RFC 7644 §3.7, §3.4.3); what they do is in lib/http/bulk.db.test.ts. */
import { expect, test } from "../fixtures";
import { select } from "@/lib/entra/conformance/select";
import { expectScimError } from "./expect-error";

const group = (bulkId: string, displayName: string, member: string) => ({
  method: "POST",
  path: "/Groups",
  bulkId,
  data: { displayName, members: [{ type: "Group", value: `bulkId:${member}` }] },
});

test("POST /Bulk resolves the circle of RFC 7644 §3.7.1, which /.search then shows", async ({ scim }) => {
  const answer = await scim.post("/Bulk", {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
    Operations: [group("qwerty", "Group A", "ytrewq"), group("ytrewq", "Group B", "qwerty")],
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],
    Operations: [
      { method: "POST", bulkId: "qwerty", status: "201" },
      { method: "POST", bulkId: "ytrewq", status: "201" },
    ],
  });
  const found = await scim.post("/.search", { filter: 'displayName sw "Group"' });
  expect(select(found.body, "totalResults")).toBe(2);
  expect(select(found.body, "Resources[0].members[0].value")).toBe(select(found.body, "Resources[1].id"));
  expect(select(found.body, "Resources[1].members[0].value")).toBe(select(found.body, "Resources[0].id"));
});

test("POST /Bulk with more operations than announced is 413 and says how many", async ({ scim }) => {
  const max = Number(select((await scim.get("/ServiceProviderConfig")).body, "bulk.maxOperations"));
  const operations = Array.from({ length: max + 1 }, () => ({ method: "DELETE", path: "/Users/x" }));
  const answer = await scim.post("/Bulk", { Operations: operations });
  expectScimError(answer, 413);
  expect(String(select(answer.body, "detail"))).toContain(String(max));
});
