import { describe, expect, test } from "vitest";
import type { Received } from "../http-wire";
import { judge } from "./judge";

const list = (total: number) =>
  JSON.stringify({ schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], totalResults: total });
const error = (scimType?: string) =>
  JSON.stringify({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "400", detail: "no", scimType });
const answer = (status: number, text: string, contentType = "application/scim+json"): Received => ({
  status,
  text,
  headers: { "content-type": contentType },
  milliseconds: 1,
});
const lookup = { kind: "list", empty: true } as const;
const unknown = { kind: "refusal", status: 404 } as const;
const incomplete = { kind: "refusal", status: 400, notScimType: "invalidSyntax" } as const;

describe("an answer", () => {
  test.each([
    ["200 with an empty list", answer(200, list(0)), lookup, undefined],
    ["200 as application/json", answer(200, list(0), "application/json; charset=utf-8"), lookup, undefined],
    ["someone for a random GUID", answer(200, list(3)), lookup, "filterIgnored"],
    ["404 in place of an empty list", answer(404, error()), lookup, "notFound"],
    ["200 of something else", answer(200, "{}"), lookup, "notScim"],
    ["a page", answer(200, "<html>", "text/html"), lookup, "html"],
    ["a page under a wrong name", answer(200, "<!DOCTYPE html>", "application/json"), lookup, "html"],
    ["text", answer(200, "ok", "text/plain"), lookup, "notJson"],
    ["a list called text", answer(200, list(0), "text/plain"), lookup, "contentType"],
    ["500", answer(500, ""), lookup, "serverError"],
    ["503", answer(503, ""), lookup, "gateway"],
    ["429", answer(429, error()), lookup, "tooManyRequests"],
    ["403", answer(403, error()), lookup, "forbidden"],
    ["a refusal as hoped for", answer(404, error()), unknown, undefined],
    ["a firewall's 404", answer(404, "<html>", "text/html"), unknown, "html"],
    ["403 to a PATCH", answer(403, ""), unknown, "methodBlocked"],
    ["501 to a PATCH", answer(501, ""), unknown, "methodBlocked"],
    ["invalidValue to an incomplete person", answer(400, error("invalidValue")), incomplete, undefined],
    ["invalidSyntax to a good body", answer(400, error("invalidSyntax")), incomplete, "bodyRefused"],
    ["a person made of an incomplete body", answer(201, "{}"), incomplete, "unexpectedStatus"],
  ] as const)("%s", (_, received, expected, problem) => {
    expect(judge(received, expected)).toBe(problem);
  });
});
