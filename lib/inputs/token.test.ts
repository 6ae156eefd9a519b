import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { expiryOf } from "./expiry";
import { toFieldErrors } from "./field-errors";
import { CreateTokenInput } from "./token";

const directoryId = "0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11";
const dayMs = 24 * 60 * 60 * 1000;
const now = new Date("2026-11-21T23:59:59.999Z");
const dayIn = (days: number) => new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);

beforeAll(() => void vi.useFakeTimers({ now, toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

const errorsOf = (expiry: unknown) => {
  const parsed = CreateTokenInput.safeParse({ directoryId, ...Object(expiry) });
  return parsed.success ? {} : toFieldErrors(parsed.error);
};

describe("the expiry of a new token", () => {
  test.each([
    { expiresInDays: 90 },
    { expiresInDays: 1825 },
    { expiresOn: dayIn(0) },
    { expiresOn: dayIn(1825) },
    { noExpiryReason: "Handhelds nobody reaches" },
  ])("may be %o", (expiry) => {
    expect(errorsOf(expiry)).toEqual({});
  });

  test.each([
    [{}, { expiresInDays: "validation.expiryChoice" }],
    [{ expiresInDays: 90, noExpiryReason: "both" }, { expiresInDays: "validation.expiryChoice" }],
    [{ expiresInDays: 90, expiresOn: dayIn(90) }, { expiresInDays: "validation.expiryChoice" }],
    [{ expiresInDays: 0 }, { expiresInDays: "validation.expiry" }],
    [{ expiresInDays: 1826 }, { expiresInDays: "validation.expiry" }],
    [{ expiresInDays: 1.5 }, { expiresInDays: "validation.expiry" }],
    [{ expiresOn: "" }, { expiresOn: "validation.expiryDate" }],
    [{ expiresOn: "31.3.2027" }, { expiresOn: "validation.expiryDate" }],
    [{ expiresOn: "2027-02-30" }, { expiresOn: "validation.expiryDate" }],
    [{ expiresOn: dayIn(-1) }, { expiresOn: "validation.expiryPast" }],
    [{ expiresOn: dayIn(1827) }, { expiresOn: "validation.expiry" }],
    [{ noExpiryReason: "  " }, { noExpiryReason: "validation.expiryReason" }],
    [{ noExpiryReason: "two\nlines" }, { noExpiryReason: "validation.oneLine" }],
    [{ noExpiryReason: "x".repeat(201) }, { noExpiryReason: "validation.tooLong" }],
  ])("is refused as %o", (expiry, errors) => {
    expect(errorsOf(expiry)).toEqual(errors);
  });

  test("on a date ends with that day, in UTC", () => {
    expect(expiryOf({ expiresOn: "2027-03-31" }, now)).toEqual(new Date("2027-04-01T00:00:00Z"));
  });
});
