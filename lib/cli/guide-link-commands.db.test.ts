import { beforeEach, describe, expect, test } from "vitest";
import { openGuide } from "@/lib/auth/guide-access";
import { listGuideLinks } from "@/lib/console/guide-links";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { runCommandLine } from "./command-line";

let tenant: UnattendedTenant;
let place: readonly string[];

beforeEach(async () => {
  tenant = await createUnattendedTenant();
  place = ["--organization", tenant.organization.slug, "--directory", "generic"];
});

async function muster(...argv: readonly string[]): Promise<{ code: number; out: string; errors: string }> {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCommandLine(argv, {
    out: (text) => out.push(text),
    error: (text) => errors.push(text),
    readInput: () => Promise.resolve(""),
  });
  return { code, out: out.join("\n"), errors: errors.join("\n") };
}

async function create(...more: readonly string[]) {
  const { code, out, errors } = await muster(
    "setup-link",
    "create",
    ...place,
    "--for",
    "Contoso IT",
    ...more,
    "--json",
  );
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  const made: Readonly<Record<string, string>> = JSON.parse(out);
  return { link: new URL(made.setupLink ?? ""), id: made.setupLinkId ?? "", expiresAt: new Date(made.expiresAt ?? "") };
}

const access = ({ pathname }: URL) => openGuide(pathname.split("/").at(-1) ?? "", undefined, new Date());

describe("setup-link", () => {
  test("create prints a link that opens the directory's guide, for a week unless told otherwise", async () => {
    const { link, expiresAt } = await create();
    expect(link.pathname).toMatch(/^\/guide\/mul_/);
    expect(await access(link)).toMatchObject({ kind: "open", scope: { directoryId: tenant.directory.id } });
    expect((expiresAt.getTime() - Date.now()) / 86_400_000).toBeCloseTo(7, 2);
    expect(((await create("--expires-in", "30d")).expiresAt.getTime() - Date.now()) / 86_400_000).toBeCloseTo(30, 2);
  });

  test("list shows the links, for whom and what became of them, and never the secret again", async () => {
    const { link, id } = await create();
    await access(link);
    const { out } = await muster("setup-link", "list", ...place);
    expect(out).toContain(id);
    expect(out).toContain("Contoso IT");
    expect(out).toContain("live");
    const asJson = await muster("setup-link", "list", ...place, "--json");
    for (const text of [out, asJson.out]) expect(text).not.toContain("mul_");
  });

  test("revoke ends a link at once", async () => {
    const { link, id } = await create();
    expect(await muster("setup-link", "revoke", "--id", id)).toMatchObject({ code: 0 });
    expect(await access(link)).toMatchObject({ kind: "revoked" });
    expect((await muster("setup-link", "list", ...place)).out).toContain("revoked");
  });

  test.each(["0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11", "nonsense"])("revoke of %s says there is none", async (id) => {
    const { code, errors } = await muster("setup-link", "revoke", "--id", id, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(errors)).toMatchObject({ error: { code: "setup-link-not-found" } });
  });

  test("create refuses a lifetime that is none of the three, naming the option, and makes nothing", async () => {
    const { code, errors } = await muster("setup-link", "create", ...place, "--for", "IT", "--expires-in", "90d");
    expect(code).toBe(1);
    expect(errors).toContain("--expires-in");
    expect(await listGuideLinks(tenant.scope, tenant.directory.id)).toEqual([]);
  });
});
