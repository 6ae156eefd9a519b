import { describe, expect, test } from "vitest";
import { can, ForbiddenError, requirePermission } from "./permissions";
import type { Permission } from "./permissions";

const writes = [
  "organization:update",
  "admin:manage",
  "directory:create",
  "directory:update",
  "directory:enable",
  "directory:delete",
  "guide:mark",
  "guide-link:create",
  "guide-link:revoke",
  "connection:test",
  "token:create",
  "token:revoke",
  "domain:create",
  "domain:update",
  "domain:delete",
] as const satisfies readonly Permission[];
const reads = [
  "organization:read",
  "admin:read",
  "audit:read",
  "directory:read",
  "guide:read",
  "guide-link:read",
  "token:read",
  "domain:read",
] as const;
/** All that a setup link is for. */
const ofLinks: readonly Permission[] = [
  "guide:read",
  "guide:mark",
  "token:create",
  "connection:test",
  "directory:enable",
];
const link = { kind: "guideLink", linkId: "l", label: "IT", directoryId: "d" } as const;

test.each(writes)("an auditor may not %s, an owner may", (permission) => {
  expect(can("auditor", permission)).toBe(false);
  expect(can("owner", permission)).toBe(true);
});

test.each(reads)("everybody may %s", (permission) => {
  for (const role of ["owner", "admin", "auditor"] as const) expect(can(role, permission)).toBe(true);
});

test.each(["organization:update", "admin:manage", "directory:delete"] as const)(
  "only an owner may %s",
  (permission) => {
    expect(can("admin", permission)).toBe(false);
  },
);

describe("requirePermission", () => {
  test("lets the operator do everything", () => {
    for (const permission of writes) expect(() => requirePermission({ kind: "operator" }, permission)).not.toThrow();
  });

  test("lets a SCIM token, and Muster's own schedule, do nothing of the console", () => {
    for (const actor of [{ kind: "token", tokenId: "t" }, { kind: "muster" }] as const) {
      expect(() => requirePermission(actor, "directory:read")).toThrow(ForbiddenError);
    }
  });

  test.each([...writes, ...reads])("lets a setup link %s only if that is what links are for", (permission) => {
    const attempt = () => requirePermission(link, permission, link.directoryId);
    if (ofLinks.includes(permission)) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(ForbiddenError);
  });

  test.each(ofLinks)("lets a setup link %s in no other directory, nor where none is named", (permission) => {
    for (const directoryId of ["other", undefined]) {
      expect(() => requirePermission(link, permission, directoryId)).toThrow(ForbiddenError);
    }
  });
});
