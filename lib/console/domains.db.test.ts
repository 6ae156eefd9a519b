import { describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import { addAdmin, createTenant } from "@/prisma/factories";
import { addDomain, listDomains, removeDomain } from "./domains";

const unique = () => `${crypto.randomUUID()}.example`;

describe("a domain", () => {
  test("starts pending, whatever its admin asks", async () => {
    const { owner } = await createTenant();
    expect(await addDomain(owner.scope, { name: unique() }, { verified: true })).toMatchObject({
      state: "pending",
      verifiedAt: null,
    });
  });

  test("is verified when the operator vouches for it", async () => {
    const { scope } = await createTenant();
    expect(await addDomain(scope, { name: unique() }, { verified: true })).toMatchObject({ state: "verified" });
  });

  test("is registered once in an organization", async () => {
    const { owner } = await createTenant();
    const name = unique();
    await addDomain(owner.scope, { name });
    await expect(addDomain(owner.scope, { name })).rejects.toMatchObject({
      options: { fieldErrors: { name: "validation.domainExists" } },
    });
  });

  test("may be claimed by two organizations and verified by one", async () => {
    const [one, two] = [await createTenant(), await createTenant()];
    const name = unique();
    await addDomain(one.scope, { name }, { verified: true });
    await expect(addDomain(two.scope, { name }, { verified: true })).rejects.toMatchObject({
      options: { fieldErrors: { name: "validation.domainTaken" } },
    });
    await expect(addDomain(two.scope, { name })).resolves.toMatchObject({ state: "pending" });
  });

  test("of another organization is neither listed nor removed, and its owner can remove it", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    const domain = await addDomain(theirs.owner.scope, { name: unique() });
    expect(await listDomains(mine.owner.scope)).toEqual([]);
    await expect(removeDomain(mine.owner.scope, { domainId: domain.id })).rejects.toMatchObject({
      key: "errors.notFound",
    });
    expect(await listDomains(theirs.owner.scope)).toEqual([domain]);
    await removeDomain(theirs.owner.scope, { domainId: domain.id });
    expect(await listDomains(theirs.owner.scope)).toEqual([]);
  });

  test("is an auditor's to see only", async () => {
    const { scope } = await createTenant();
    const auditor = await addAdmin(scope, "auditor");
    expect(await listDomains(auditor.scope)).toEqual([]);
    await expect(addDomain(auditor.scope, { name: unique() })).rejects.toThrow(ForbiddenError);
  });
});
