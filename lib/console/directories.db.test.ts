import { describe, expect, test } from "vitest";
import { uuidv7 } from "uuidv7";
import { Extension } from "@/lib/applications/settings";
import { ForbiddenError } from "@/lib/auth/permissions";
import { addAdmin, createTenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { createDirectory, findDirectory, listDirectories, setDirectoryEnabled, setDomainPolicy } from "./directories";
import { listExtensions, setExtension } from "./extensions";

const input = { application: "8x8", slug: "phones", name: "8x8 phones", provider: "entra" } as const;

describe("a directory", () => {
  test("is made with its audit event, which names who made it", async () => {
    const { owner } = await createTenant();
    const directory = await createDirectory(owner.scope, input);
    expect(await findDirectory(owner.scope, "phones")).toEqual(directory);
    const [event] = await listAuditEvents(owner.scope, { limit: 1 });
    expect(event).toMatchObject({
      action: "directory.create",
      actor: owner.email,
      target: "phones",
      directoryId: directory.id,
    });
  });

  test("is refused at its slug when the organization has one of that slug, and leaves no audit event", async () => {
    const { owner } = await createTenant();
    await createDirectory(owner.scope, input);
    const before = await listAuditEvents(owner.scope, { limit: 100 });
    await expect(createDirectory(owner.scope, input)).rejects.toMatchObject({
      key: "errors.invalid",
      options: { fieldErrors: { slug: "validation.slugTaken" } },
    });
    expect(await listAuditEvents(owner.scope, { limit: 100 })).toEqual(before);
  });

  test("may have the slug of a directory of another organization", async () => {
    const [one, two] = [await createTenant(), await createTenant()];
    await createDirectory(one.owner.scope, input);
    await expect(createDirectory(two.owner.scope, input)).resolves.toMatchObject({ slug: "phones" });
  });

  test("of another organization is neither found, listed nor switched, and the owner's still is", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant({ application: "8x8" })];
    expect(await findDirectory(mine.owner.scope, "8x8")).toBeUndefined();
    expect((await listDirectories(mine.owner.scope)).map(({ id }) => id)).toEqual([mine.directory.id]);
    const switchOff = { directoryId: theirs.directory.id, enabled: false };
    await expect(setDirectoryEnabled(mine.owner.scope, switchOff)).rejects.toMatchObject({ key: "errors.notFound" });
    expect(await findDirectory(theirs.owner.scope, "8x8")).toMatchObject({ enabled: true });
    await expect(setDirectoryEnabled(theirs.owner.scope, switchOff)).resolves.toMatchObject({ enabled: false });
  });

  test("that does not exist is answered as another organization's", async () => {
    const { owner } = await createTenant();
    await expect(setDirectoryEnabled(owner.scope, { directoryId: uuidv7(), enabled: false })).rejects.toMatchObject({
      key: "errors.notFound",
    });
  });

  test("has a domain policy that its admins set, audited with what it was", async () => {
    const { owner, directory, scope } = await createTenant({ application: "ipass-smartconnect" });
    const set = (who: typeof scope, policy: "off" | "verified") =>
      setDomainPolicy(who, { directoryId: directory.id, policy });
    expect(directory.domainPolicy).toBe("registered");
    expect(await set(owner.scope, "verified")).toMatchObject({ domainPolicy: "verified" });
    await set(owner.scope, "verified");
    expect((await findDirectory(owner.scope, directory.slug))?.domainPolicy).toBe("verified");
    const told = (await listAuditEvents(owner.scope, { limit: 10 })).filter(
      ({ action }) => action === "directory.domainPolicy",
    );
    expect(told).toMatchObject([{ actor: owner.email, details: { from: "registered", to: "verified" } }]);
    const [auditor, stranger] = [await addAdmin(scope, "auditor"), await createTenant()];
    await expect(set(auditor.scope, "off")).rejects.toThrow(ForbiddenError);
    await expect(set(stranger.owner.scope, "off")).rejects.toMatchObject({ key: "errors.notFound" });
    expect((await findDirectory(owner.scope, directory.slug))?.domainPolicy).toBe("verified");
  });

  test("keeps its extensions when its domain policy changes, and its policy when they do", async () => {
    const { scope, directory } = await createTenant();
    const extension = { urn: "urn:contoso:hr:1.0:User", name: "HR", attributes: [{ name: "badge", type: "string" }] };
    const directoryId = directory.id;
    const change = { directoryId, extension: Extension.parse(extension), withValues: false };
    await setExtension(scope, change);
    await setDomainPolicy(scope, { directoryId, policy: "registered" });
    expect(await listExtensions(scope, directoryId)).toEqual([extension]);
    await setExtension(scope, { ...change, extension: { ...change.extension, name: "People" } });
    expect((await findDirectory(scope, directory.slug))?.domainPolicy).toBe("registered");
  });

  test("set to what it is leaves no audit event; a change leaves one", async () => {
    const { owner, directory } = await createTenant();
    const count = async () => (await listAuditEvents(owner.scope, { limit: 100 })).length;
    const before = await count();
    await setDirectoryEnabled(owner.scope, { directoryId: directory.id, enabled: true });
    expect(await count()).toBe(before);
    await setDirectoryEnabled(owner.scope, { directoryId: directory.id, enabled: false });
    expect(await count()).toBe(before + 1);
  });

  test("is an auditor's to read and not to change", async () => {
    const { scope, directory } = await createTenant();
    const auditor = await addAdmin(scope, "auditor");
    expect(await listDirectories(auditor.scope)).toHaveLength(1);
    await expect(createDirectory(auditor.scope, input)).rejects.toThrow(ForbiddenError);
    await expect(setDirectoryEnabled(auditor.scope, { directoryId: directory.id, enabled: false })).rejects.toThrow(
      ForbiddenError,
    );
  });
});
