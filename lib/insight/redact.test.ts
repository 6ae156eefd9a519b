import { describe, expect, test } from "vitest";
import { redact, redacted, redactQuery, redactText, storedBodyLimit, toStoredText } from "./redact";

describe("a body is redacted before it is stored", () => {
  test.each([
    [
      "a password, whatever its case",
      { userName: "ana", Password: "hunter2" },
      { userName: "ana", Password: redacted },
    ],
    ["other words for it", { userPwd: "x", accessKey: "y" }, { userPwd: redacted, accessKey: redacted }],
    ["a secret at depth", { a: [{ clientSecret: "x" }] }, { a: [{ clientSecret: redacted }] }],
    ["a whole object under a secret's name", { credentials: { a: 1 } }, { credentials: redacted }],
    [
      "the value of a PATCH operation on password",
      { Operations: [{ op: "replace", path: "password", value: "hunter2" }] },
      { Operations: [{ op: "replace", path: "password", value: redacted }] },
    ],
    [
      "the same by a qualified path",
      { Operations: [{ op: "add", path: "urn:ietf:params:scim:schemas:core:2.0:User:password", value: "hunter2" }] },
      { Operations: [{ op: "add", path: "urn:ietf:params:scim:schemas:core:2.0:User:password", value: redacted }] },
    ],
    [
      "a path-less operation",
      { Operations: [{ op: "replace", value: { password: "x" } }] },
      { Operations: [{ op: "replace", value: { password: redacted } }] },
    ],
    [
      "what a search compares a password with",
      { schemas: [], filter: 'password eq "hunter2"' },
      { schemas: [], filter: redacted },
    ],
    [
      "an operation on password that names another path too",
      { Operations: [{ op: "add", Path: "title", path: "password", value: "hunter2" }] },
      { Operations: [{ op: "add", Path: "title", path: "password", value: redacted }] },
    ],
    [
      "a token of ours where a name belongs",
      { userName: `mus_${"k".repeat(12)}_${"s".repeat(38)}` },
      { userName: `mus_${"k".repeat(12)}_${redacted}` },
    ],
  ])("%s", (_, body, stored) => {
    expect(redact(body)).toEqual(stored);
  });

  test("everything else is kept as it was", () => {
    const body = {
      userName: "ana",
      emails: [{ type: "work", value: "ana@contoso.example", primary: true }],
      title: null,
    };
    expect(redact(body)).toEqual(body);
  });

  test("a body beyond the limit is kept as its size only", () => {
    expect(toStoredText(JSON.stringify("a".repeat(storedBodyLimit)))).toBe(
      JSON.stringify({ omitted: `${storedBodyLimit + 2} characters` }),
    );
  });

  test.each([
    ["a secret", `{"password":"x"}`, `{"password":"${redacted}"}`],
    ["a secret whose name is written in escapes", `{"p\\u0061ssword":"x"}`, `{"password":"${redacted}"}`],
    ["a character written in escapes", `{"userName":"\\ud83d\\ude00"}`, `{"userName":"😀"}`],
    ["a number that no database holds", `{"x":1e99999}`, `{"x":null}`],
    ["anything else", `{ "userName": "ana" }`, `{ "userName": "ana" }`],
  ])("JSON text with %s", (_, text, stored) => {
    expect(toStoredText(text)).toBe(stored);
  });
});

describe("an address is redacted before it is stored", () => {
  const token = `mus_${"k".repeat(12)}_${"s".repeat(38)}`;

  test.each([
    ["a token as a parameter", `access_token=${token}&count=1`, `access_token=${redacted}&count=1`],
    ["a token anywhere", `x=${token}`, `x=mus_${"k".repeat(12)}_${redacted}`],
    ["what a password is compared with", "filter=password+eq+%22hunter2%22", `filter=${redacted}`],
    ["nothing else", "filter=userName+eq+%22ana%22&startIndex=1", "filter=userName+eq+%22ana%22&startIndex=1"],
    ["nothing of what cannot be decoded", "filter=%E0%A4%A", "filter=%E0%A4%A"],
  ])("%s", (_, search, stored) => {
    expect(redactQuery(search)).toBe(stored);
  });

  test.each(["mus", "muc", "mua"])("a path keeps the public part only of a %s_…", (prefix) => {
    const secret = token.replace("mus", prefix);
    expect(redactText(`/scim/v2/${secret}`)).toBe(`/scim/v2/${prefix}_${"k".repeat(12)}_${redacted}`);
  });
});
