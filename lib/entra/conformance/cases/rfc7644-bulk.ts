/** RFC 7644 §3.7: bulk requests, where the server announces them. */
import type { Case } from "../case";
import type { Json } from "../../json";
import { aPerson, person, post, refused, team, afterwards, written } from "./writing";

const bulk = (operations: Json[], more: { [key: string]: Json } = {}) =>
  post("/Bulk", { schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], ...more, Operations: operations });
const responseUrn = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
const create = (bulkId: string, name: string): Json => ({ method: "POST", path: "/Users", bulkId, data: person(name) });

export const rfc7644BulkCases: readonly Case[] = [
  written("7644-3.7a", {
    title: "A group of people that the same request creates",
    source: "RFC 7644 §3.7.2 (bulkId references)",
    needs: ["bulk"],
    request: bulk([
      create("ana", "bulk.ana"),
      {
        method: "POST",
        path: "/Groups",
        bulkId: "team",
        data: team("Bulk Team", { members: [{ type: "User", value: "bulkId:ana" }] }),
      },
    ]),
    status: [200],
    expect: {
      "each is created, and says where it is": [
        { path: "schemas", equals: [responseUrn] },
        { path: "Operations", count: 2, contains: { method: "POST", bulkId: "ana", status: "201" } },
        { path: "Operations", contains: { method: "POST", bulkId: "team", status: "201" } },
        { each: "Operations", checks: [{ path: "location", matches: "/(Users|Groups)/[^/]+$" }] },
      ],
    },
  }),
  written("7644-3.7b", {
    title: "One operation's failure is that one's alone",
    source: "RFC 7644 §3.7.3 (without failOnErrors the rest is done)",
    needs: ["bulk"],
    request: bulk([{ method: "DELETE", path: "/Users/00000000-dead-4bad-8bad-000000000000" }, create("bo", "bulk.bo")]),
    status: [200],
    expect: {
      "404 and 201": [
        { path: "Operations", count: 2, contains: { method: "DELETE", status: "404" } },
        { path: "Operations", contains: { bulkId: "bo", status: "201" } },
      ],
    },
  }),
  written("7644-3.7c", {
    title: "A bulk request stops after so many failures",
    source: "RFC 7644 §3.7.3 (failOnErrors)",
    needs: ["bulk"],
    request: bulk(
      [{ method: "DELETE", path: "/Users/00000000-dead-4bad-8bad-000000000000" }, create("bo", "bulk.bo")],
      {
        failOnErrors: 1,
      },
    ),
    status: [200],
    expect: { "the first alone was tried": [{ path: "Operations", lacks: { bulkId: "bo", status: "201" } }] },
  }),
  written("7644-3.7d", {
    title: "A person is changed in bulk",
    source: "RFC 7644 §3.7.3",
    needs: ["bulk", "patch"],
    given: [aPerson("userId", "bulk.changed")],
    request: bulk([
      {
        method: "PATCH",
        path: "/Users/{{userId}}",
        data: {
          schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          Operations: [{ op: "replace", path: "title", value: "Bulk" }],
        },
      },
    ]),
    status: [200],
    expect: { "the change": [afterwards("/Users/{{userId}}", { path: "title", equals: "Bulk" })] },
  }),
  written("7644-3.7e", {
    title: "What is no bulk request is refused",
    source: "RFC 7644 §3.7 and §3.12 (400)",
    needs: ["bulk"],
    request: post("/Bulk", { schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], Operations: "all" }),
    status: [400],
    expect: { "an error": [refused()] },
  }),
];
