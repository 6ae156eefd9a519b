import { describe, expect, test } from "vitest";
import { ScimError } from "@/lib/scim/errors";
import { bodyLimitBytes } from "@/lib/provisioning/limits";
import { jsonDepthMax, readJson } from "./read-json";
import { BodyTooLarge } from "./scim-request";
import type { ScimRequest } from "./scim-request";

function request(body: string | Uint8Array, contentType?: string): ScimRequest {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return {
    method: "POST",
    pathname: "/scim/v2/Users",
    search: "",
    header: (name) => (name === "content-type" ? contentType : undefined),
    body: async (limit) => {
      if (bytes.length > limit) throw new BodyTooLarge();
      return bytes;
    },
    peerAddress: undefined,
    encrypted: false,
  };
}

const refusal = async (body: string | Uint8Array, contentType?: string) => {
  const error: unknown = await readJson(request(body, contentType)).catch((thrown: unknown) => thrown);
  return error instanceof ScimError ? `${error.status} ${error.scimType ?? ""}`.trim() : error;
};

describe("the body of a request", () => {
  test.each([
    undefined,
    "application/scim+json",
    "application/json",
    "application/scim+json; charset=utf-8",
    "Application/JSON",
  ])("is read as %s", async (contentType) => {
    expect((await readJson(request(`{"a":1}`, contentType))).body).toEqual({ a: 1 });
  });

  test.each([
    ["another media type", `{}`, "text/plain", "415"],
    ["broken JSON", `{"acve": tre`, undefined, "400 invalidSyntax"],
    ["nothing", "", undefined, "400 invalidSyntax"],
    ["JSON without end of depth", "[".repeat(jsonDepthMax + 1), undefined, "400 invalidSyntax"],
    ["what is not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), undefined, "400 invalidSyntax"],
    ["U+0000, which PostgreSQL cannot store", `{"title":"a\\u0000"}`, undefined, "400 invalidValue"],
    ["more bytes than the limit", " ".repeat(bodyLimitBytes + 1), undefined, "413"],
  ])("%s is refused", async (_, body, contentType, expected) => {
    expect(await refusal(body, contentType)).toBe(expected);
  });

  test.each(['"', "\\", '\\"', '\\\\"', ""])("brackets inside strings are no depth, and %j ends none", async (end) => {
    const text = JSON.stringify({ title: "[".repeat(100) + end, name: "[".repeat(100) });
    expect((await readJson(request(text))).body).toEqual(JSON.parse(text));
  });

  test.each(['"', "\\", ""])("what nests behind a string with %j is too deep", async (end) => {
    const text = `{${JSON.stringify(end)}:${"[".repeat(jsonDepthMax)}${"]".repeat(jsonDepthMax)}}`;
    expect(await refusal(text)).toBe("400 invalidSyntax");
  });

  test.each([
    ["gzip", "415"],
    ["br, gzip", "415"],
    ["Identity", undefined],
    ["", undefined],
  ])("of Content-Encoding %j is answered with %j", async (encoding, expected) => {
    const plain = request("{}");
    const encoded = { ...plain, header: (name: string) => (name === "content-encoding" ? encoding : undefined) };
    const error: unknown = await readJson(encoded).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error instanceof ScimError ? String(error.status) : error).toBe(expected);
  });

  test("whose sender leaves before its end is no fault of ours", async () => {
    const left = { ...request(""), body: () => Promise.reject(new Error("aborted")) };
    expect(await readJson(left).catch((error: unknown) => error)).toMatchObject({ status: 400 });
  });

  test("a backslash before u0000 is no U+0000", async () => {
    const body = { title: "\\u0000", nickName: "\\\\u0000" };
    expect((await readJson(request(JSON.stringify(body)))).body).toEqual(body);
    expect(await refusal(`{"title":"\\\\\\u0000"}`)).toBe("400 invalidValue");
  });

  test("a string without an end is broken JSON", async () => {
    expect(await refusal('{"title":"\\"')).toBe("400 invalidSyntax");
  });

  test("a long body is the same as a short one", async () => {
    const body = { members: Array.from({ length: 20_000 }, (_, index) => ({ value: `member ${index}` })) };
    expect((await readJson(request(JSON.stringify(body)))).body).toEqual(body);
  });
});
