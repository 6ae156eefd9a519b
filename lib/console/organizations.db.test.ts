import { describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import { addAdmin, createTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { createOrganization, listOrganizations, renameOrganization } from "./organizations";

describe("an organization", () => {
  test("has a slug of its own", async () => {
    const { organization } = await createTenant();
    await expect(createOrganization({ name: "Another", slug: organization.slug })).rejects.toMatchObject({
      options: { fieldErrors: { slug: "validation.slugTaken" } },
    });
  });

  test("is listed for the operator with how much it has", async () => {
    const { organization } = await createTenant();
    const listed = (await listOrganizations()).find(({ id }) => id === organization.id);
    expect(listed).toEqual({ ...organization, directories: 1, admins: 1 });
  });

  test("is renamed by its owner, keeps its slug, and no other organization changes", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    const renamed = await renameOrganization(mine.owner.scope, { name: "Contoso" });
    expect(renamed).toEqual({ ...mine.organization, name: "Contoso" });
    const [event] = await listAuditEvents(mine.owner.scope, { limit: 1 });
    expect(event).toMatchObject({ action: "organization.rename", target: "Contoso", actor: mine.owner.email });
    const other = (await listOrganizations()).find(({ id }) => id === theirs.organization.id);
    expect(other?.name).toBe(theirs.organization.name);
  });

  test.each(["admin", "auditor"] as const)("is not renamed by an %s", async (role) => {
    const { scope } = await createTenant();
    const { scope: theirs } = await addAdmin(scope, role);
    await expect(renameOrganization(theirs, { name: "Contoso" })).rejects.toThrow(ForbiddenError);
  });
});
