import { describe, expect, test } from "vitest";
import messages from "@/messages/en.json";
import { CreateAdminInput } from "./admin";
import { readDomainName } from "./domain";
import { toFieldErrors } from "./field-errors";
import { SetLogDaysInput } from "./log";
import { SetFederationInput } from "./oauth-client";
import { Password } from "./password";
import { FirstAdminInput } from "./setup";
import { readSignInError } from "./sign-in";
import { freeName, Slug, suggestSlug } from "./slug";

const problemOf = (schema: typeof Slug | typeof Password, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message);

describe("a slug", () => {
  test.each(["contoso", "8x8", "a", "contoso-8x8", "x".repeat(40)])("may be %s", (slug) => {
    expect(Slug.parse(slug)).toBe(slug);
  });

  test.each([
    ["", "validation.required"],
    ["x".repeat(41), "validation.tooLong"],
    ["Contoso", "validation.slug"],
    ["con_toso", "validation.slug"],
    ["-contoso", "validation.slug"],
    ["contoso-", "validation.slug"],
    ["con--toso", "validation.slug"],
    ["zoë", "validation.slug"],
    ["../etc", "validation.slug"],
    ["settings", "validation.slugReserved"],
    ["sign-in", "validation.slugReserved"],
  ])("may not be %j: %s", (slug, problem) => {
    expect(problemOf(Slug, slug)).toEqual([problem]);
  });

  test.each([
    ["Zoë & Söhne GmbH", "zoe-sohne-gmbh"],
    ["  8x8  ", "8x8"],
    ["名前", ""],
    ["x".repeat(39) + " y", "x".repeat(39)],
  ])("is suggested for %j: %j", (name, slug) => {
    expect(suggestSlug(name)).toBe(slug);
  });

  test.each([
    [[], "RingCentral"],
    [[{ name: "RingCentral", slug: "phones" }], "RingCentral 2"],
    [[{ name: "Phones", slug: "ringcentral" }], "RingCentral 2"],
    [
      [
        { name: "ringcentral", slug: "a" },
        { name: "b", slug: "ringcentral-2" },
      ],
      "RingCentral 3",
    ],
  ])("of a name that is free beside %j: %s", (taken, free) => {
    expect(freeName("RingCentral", taken)).toBe(free);
  });

  test("of a name too long for a number is the name itself", () => {
    const long = "x".repeat(40);
    expect(freeName(long, [{ name: long, slug: long }])).toBe(long);
  });
});

describe("a password", () => {
  test.each(["violet ladder seventeen", "пароль длинный и свой", "x7!kQp2#mZ9v"])("may be %j", (password) => {
    expect(Password.parse(password)).toBe(password);
  });

  test.each([
    ["", "validation.passwordLength"],
    ["elevenchars", "validation.passwordLength"],
    ["ab".repeat(129), "validation.passwordTooLong"],
    ["Password1234", "validation.passwordCommon"],
    ["Correct Horse Battery Staple", "validation.passwordCommon"],
    ["aaaaaaaaaaaaaaaa", "validation.passwordCommon"],
    ["abababababababab", "validation.passwordCommon"],
  ])("may not be %j: %s", (password, problem) => {
    expect(problemOf(Password, password)).toEqual([problem]);
  });

  test.each(["lena.holm@contoso.com", "Lena.Holm@Contoso.com!", "lenaholm12345"])(
    "of lena.holm@contoso.com may not be %j",
    (password) => {
      const input = { organizationName: "Contoso", email: "lena.holm@contoso.com", password };
      const parsed = FirstAdminInput.safeParse(input);
      expect(parsed.error && toFieldErrors(parsed.error)).toEqual({ password: "validation.passwordIsEmail" });
    },
  );
});

test("every field's error comes back at once", () => {
  const parsed = CreateAdminInput.safeParse({ email: "no", role: "king", password: "short" });
  expect(parsed.error && toFieldErrors(parsed.error)).toEqual({
    email: "validation.email",
    role: "validation.choose",
    password: "validation.passwordLength",
  });
});

test("what is missing altogether is asked for, field by field", () => {
  const parsed = FirstAdminInput.safeParse({});
  expect(parsed.error && toFieldErrors(parsed.error)).toEqual({
    organizationName: "validation.required",
    email: "validation.required",
    password: "validation.required",
  });
});

describe("a domain name", () => {
  test.each([
    ["Contoso.COM.", "contoso.com"],
    [" müller.de ", "xn--mller-kva.de"],
    ["日本.jp", "xn--wgv71a.jp"],
    ["mail.contoso.co.uk", "mail.contoso.co.uk"],
    ["fabrikam.example", "fabrikam.example"],
  ])("%j is stored as %j", (text, name) => {
    expect(readDomainName(text)).toEqual({ name });
  });

  test.each([
    ["", "validation.required"],
    ["co.uk", "validation.publicSuffix"],
    ["github.io", "validation.publicSuffix"],
    ["com", "validation.publicSuffix"],
    ["localhost", "validation.domain"],
    ["192.0.2.1", "validation.domain"],
    ["[::1]", "validation.domain"],
    ["http://contoso.com", "validation.domain"],
    ["lena@contoso.com", "validation.domain"],
    ["contoso.com/x", "validation.domain"],
    ["contoso.notatld", "validation.domain"],
    ["a..com", "validation.domain"],
    ["x".repeat(300) + ".com", "validation.domain"],
    // With "_muster." before it, it would be longer than a name in DNS may be.
    [`${"a.".repeat(121)}com.de`, "validation.domain"],
  ])("%j is refused: %s", (text, problem) => {
    expect(readDomainName(text)).toEqual({ problem });
  });
});

describe("a federation", () => {
  const federation = {
    clientId: "0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11",
    issuer: "https://login.microsoftonline.com/0199a0b2/v2.0",
    subject: "5f0c7d58",
    audience: "api://muster",
    jwksUrl: "",
  };

  test("is an issuer, a subject and an audience; where the keys are may be left out", () => {
    expect(SetFederationInput.safeParse(federation).success).toBe(true);
  });

  test.each([
    [{ issuer: "login.microsoftonline.com" }, { issuer: "validation.address" }],
    [{ issuer: "ftp://login.example" }, { issuer: "validation.address" }],
    [{ issuer: "https://me:secret@login.example" }, { issuer: "validation.address" }],
    [{ issuer: "https://login.example?x=1" }, { issuer: "validation.address" }],
    [{ jwksUrl: "keys" }, { jwksUrl: "validation.address" }],
    [
      { issuer: "", subject: " ", audience: "" },
      { issuer: "validation.required", subject: "validation.required", audience: "validation.required" },
    ],
  ])("%j is refused: %j", (change, problems) => {
    const { error } = SetFederationInput.safeParse({ ...federation, ...change });
    expect(error && toFieldErrors(error)).toEqual(problems);
  });
});

describe("what next-auth answers", () => {
  test.each([
    ["refused", { ok: false, message: "signIn.wrong" }],
    ["throttled:61", { ok: false, message: "signIn.throttled", values: { minutes: 2 } }],
    ["throttled:0", { ok: false, message: "signIn.throttled", values: { minutes: 1 } }],
    ["unexpected", { ok: false, message: "errors.unexpected" }],
    ["<script>", { ok: false, message: "errors.unexpected" }],
  ])("%j is told as %j", (error, failure) => {
    expect(readSignInError(error)).toEqual(failure);
  });
});

test("every message key in the code has its text", async () => {
  const { readdir, readFile } = await import("node:fs/promises");
  const keys = new Set<string>();
  for (const room of ["inputs", "console", "actions"]) {
    for (const file of await readdir(`lib/${room}`)) {
      if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
      const text = await readFile(`lib/${room}/${file}`, "utf8");
      for (const [, key] of text.matchAll(/"((?:errors|validation|signIn|setup)\.\w+)"/g)) if (key) keys.add(key);
    }
  }
  const groups: Record<string, Record<string, unknown>> = messages;
  const missing = [...keys].filter((key) => {
    const [group = "", name = ""] = key.split(".");
    return typeof groups[group]?.[name] !== "string";
  });
  expect(keys.size).toBeGreaterThan(15);
  expect(missing).toEqual([]);
});

describe("the days that a log is kept", () => {
  test.each([7, 30, 400])("may be %d", (days) => {
    expect(SetLogDaysInput.parse({ days })).toEqual({ days });
  });

  test.each([6, 0, -30, 401, 1e9, 30.5, Number.NaN, Infinity, "30", "thirty", "", null, undefined])(
    "are not %j",
    (days) => {
      const error = SetLogDaysInput.safeParse({ days }).error;
      expect(error && toFieldErrors(error)).toEqual({ days: "validation.logDays" });
    },
  );
});
