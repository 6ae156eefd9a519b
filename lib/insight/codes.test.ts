import { describe, expect, test } from "vitest";
import { ScimError, invalidFilter, mutability } from "@/lib/scim/errors";
import messages from "@/messages/en.json";
import { codeOf, codes, entraErrorCode } from "./codes";

describe("error codes", () => {
  test("every code tells the administrator what it means and what to do", () => {
    const explained = new Map(Object.entries(messages.codes));
    const missing = Object.values(codes).filter((code) => {
      const entry = explained.get(code);
      return !entry?.title || !entry.recommendation;
    });
    expect(missing).toEqual([]);
  });

  test("no code is explained that does not exist", () => {
    const known = new Set<string>(Object.values(codes));
    expect(Object.keys(messages.codes).filter((code) => !known.has(code))).toEqual([]);
  });

  test.each([
    [invalidFilter("x"), codes.invalidFilter],
    [mutability("x"), codes.immutableOrReadOnly],
    [new ScimError(412, undefined, "x"), codes.versionMismatch],
    [new ScimError(400, "invalidValue", "x", { code: codes.memberUnknown }), codes.memberUnknown],
    [new ScimError(500, undefined, "x"), codes.internal],
  ])("%s has the code of its cause", (error, code) => {
    expect(codeOf(error)).toBe(code);
  });

  test.each([
    [200, undefined],
    [409, "EntryConflict"],
    [404, "InvalidAnchor"],
    [429, "TooManyRequests"],
    [503, "InternalServerError"],
    [400, "SystemForCrossDomainIdentityManagementServiceIncompatible"],
  ])("Entra will call an answer of %i %s", (status, code) => {
    expect(entraErrorCode(status)).toBe(code);
  });
});
