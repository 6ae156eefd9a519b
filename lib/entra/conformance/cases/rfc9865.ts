/** RFC 9865: cursor-based pagination, where the server announces it. */
import type { Case } from "../case";
import { absent, aPerson, filtered, get, is, listUrn, post, refused, step, written } from "./writing";

const people = ["one", "two", "three"].map((name) => aPerson(`${name}Id`, `cursor.${name}`));
const filter = '(id eq "{{oneId}}" or id eq "{{twoId}}" or id eq "{{threeId}}")';
const page = (cursor: string, count: number) => filtered("/Users", filter, `&cursor=${cursor}&count=${count}`);
const first = step(get(page("", 2)), "page");

export const rfc9865Cases: readonly Case[] = [
  written("9865-2a", {
    title: "The first page leads to the next",
    source: "RFC 9865 §2",
    needs: ["cursor", "filter"],
    given: people,
    request: get(page("", 2)),
    status: [200],
    expect: {
      "with a cursor that a URL can hold": [
        is("schemas", [listUrn]),
        { path: "Resources", count: 2 },
        { path: "nextCursor", type: "string", matches: "^[A-Za-z0-9._~-]+$" },
        absent("previousCursor"),
      ],
    },
  }),
  written("9865-2b", {
    title: "The last page has no next one",
    source: "RFC 9865 §2: nextCursor is omitted on the last page",
    needs: ["cursor", "filter"],
    given: [...people, first],
    request: get(page("{{page:nextCursor}}", 2)),
    status: [200],
    expect: {
      "the one who is left": [
        { path: "Resources", count: 1 },
        { path: "Resources[0].id", notEquals: "{{page:Resources[0].id}}" },
        { path: "Resources[0].id", notEquals: "{{page:Resources[1].id}}" },
        absent("nextCursor"),
      ],
    },
  }),
  written("9865-2c", {
    title: "A cursor that nobody gave is refused",
    source: "RFC 9865 §2.1 (400, invalidCursor)",
    needs: ["cursor"],
    request: get("/Users?cursor=nobody-gave-this&count=2"),
    status: [400],
    expect: { invalidCursor: [refused("invalidCursor")] },
  }),
  written("9865-2d", {
    title: "Pages by POST",
    source: "RFC 9865 §3 (cursor in a SearchRequest)",
    needs: ["cursor", "filter"],
    given: people,
    request: post("/Users/.search", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
      filter,
      cursor: "",
      count: 2,
    }),
    status: [200],
    expect: {
      "the first two": [
        { path: "Resources", count: 2 },
        { path: "nextCursor", type: "string" },
      ],
    },
  }),
  written("9865-4", {
    title: "How lists are paged is announced",
    source: "RFC 9865 §4 (cursor and index: REQUIRED)",
    needs: ["cursor"],
    request: get("/ServiceProviderConfig"),
    status: [200],
    expect: {
      "in ServiceProviderConfig": [
        { path: "pagination.cursor", type: "boolean" },
        { path: "pagination.index", type: "boolean" },
        {
          anyOf: [
            [absent("pagination.defaultPaginationMethod")],
            [{ path: "pagination.defaultPaginationMethod", oneOf: ["cursor", "index"] }],
          ],
        },
      ],
    },
  }),
  written("9865-index", {
    title: "Where both are announced, index paging still works",
    source: "RFC 9865 §2 and RFC 7644 §3.4.2.4",
    needs: ["cursor", "index", "filter"],
    given: people,
    request: get(filtered("/Users", filter, "&startIndex=2&count=2")),
    status: [200],
    expect: { "by number": [is("startIndex", 2), { path: "Resources", count: 2 }, is("totalResults", 3)] },
  }),
];
