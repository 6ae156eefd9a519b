import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { mintGuideSecret } from "@/lib/auth/guide-secret";
import { createGuideLink, revokeGuideLink } from "@/lib/console/guide-links";
import { createToken, listTokens } from "@/lib/console/tokens";
import { db } from "@/lib/db/client";
import { CreateLinkTokenInput } from "@/lib/inputs/guide-link";
import { createUnattendedTenant } from "@/prisma/factories";
import type { UnattendedTenant } from "@/prisma/factories";
import { guideAction } from "./guide-action";

/** The request's headers: Next's own, which exist only inside a request. An address of this file's own. */
vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(new Headers({ "x-forwarded-for": `test-${crypto.randomUUID()}` })),
}));

const makeToken = guideAction(CreateLinkTokenInput, "token:create", async ({ scope, link }, { expiresInDays }) =>
  createToken(scope, { directoryId: scope.directoryId, name: link.label, expiresInDays }),
);

const linkOf = ({ scope, directory }: UnattendedTenant) =>
  createGuideLink(scope, { directoryId: directory.id, label: "IT", expiresInDays: 7 });

const names = async ({ scope, directory }: UnattendedTenant) =>
  (await listTokens(scope, directory.id)).map(({ name }) => name);

describe("an action of a setup link", () => {
  test("runs the use-case in the link's own directory, whatever directory the input names", async () => {
    const [mine, other] = [await createUnattendedTenant(), await createUnattendedTenant()];
    const { secret } = await linkOf(mine);
    const result = await makeToken(secret, { expiresInDays: 90, directoryId: other.directory.id });
    expect(result).toMatchObject({ ok: true, value: { name: "IT" } });
    expect(await names(mine)).toEqual(["IT", "Test"]);
    expect(await names(other)).toEqual(["Test"]);
  });

  test("is refused, and does nothing, once the link expired, was revoked, or never was", async () => {
    const tenant = await createUnattendedTenant();
    const [expired, revoked] = [await linkOf(tenant), await linkOf(tenant)];
    await db.guideLink.update({ where: { id: expired.id }, data: { expiresAt: new Date() } });
    await revokeGuideLink(tenant.scope, { linkId: revoked.id });
    for (const secret of [expired.secret, revoked.secret, mintGuideSecret().secret, "", "../o"]) {
      expect(await makeToken(secret, { expiresInDays: 90 })).toEqual({ ok: false, message: "errors.guideLinkEnded" });
    }
    expect(await names(tenant)).toEqual(["Test"]);
  });

  test("that links are not for is refused, whatever the input", async () => {
    const { secret } = await linkOf(await createUnattendedTenant());
    const act = guideAction(z.object({}), "token:revoke", () => Promise.reject(new Error("must not run")));
    for (const input of [{}, null]) {
      expect(await act(secret, input)).toEqual({ ok: false, message: "errors.notAllowed" });
    }
  });

  test.each([undefined, null, [], {}, { expiresInDays: 0 }, { expiresInDays: 1e9 }, { noExpiryReason: "Because" }])(
    "takes input %j for what it is: wrong",
    async (input) => {
      const tenant = await createUnattendedTenant();
      const { secret } = await linkOf(tenant);
      expect(await makeToken(secret, input)).toMatchObject({ ok: false, message: "errors.invalid" });
      expect(await names(tenant)).toEqual(["Test"]);
    },
  );
});
