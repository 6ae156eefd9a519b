import { describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import { signIn } from "@/lib/auth/sign-in";
import { addAdmin, createTenant } from "@/prisma/factories";
import { createAdmin, listAdmins } from "./admins";

const person = (email: string) => ({ email, password: "violet ladder seventeen", role: "admin" }) as const;
const email = () => `${crypto.randomUUID()}@contoso.example`;

describe("an admin", () => {
  test("is listed with role and without anything that could verify a password", async () => {
    const { owner } = await createTenant();
    const made = await createAdmin(owner.scope, { ...person(email()), name: "Lena" });
    const listed = await listAdmins(owner.scope);
    expect(listed).toContainEqual(made);
    expect(JSON.stringify(listed)).not.toContain("argon2");
  });

  test("belongs to an organization once", async () => {
    const { owner } = await createTenant();
    await expect(createAdmin(owner.scope, person(owner.email))).rejects.toMatchObject({
      options: { fieldErrors: { email: "validation.emailTaken" } },
    });
  });

  test("of one organization joins another without their password being changed", async () => {
    const [first, second] = [await createTenant(), await createTenant()];
    await createAdmin(second.owner.scope, person(first.owner.email));
    const tryWith = (password: string) =>
      signIn(
        { credentials: { email: first.owner.email, password }, address: email(), userAgent: undefined },
        new Date(),
      );
    expect(await tryWith(first.owner.password)).toMatchObject({ kind: "signedIn" });
    expect(await tryWith(person("").password)).toEqual({ kind: "refused" });
  });

  test("is made by owners only", async () => {
    const { scope } = await createTenant();
    for (const role of ["admin", "auditor"] as const) {
      const actor = await addAdmin(scope, role);
      await expect(createAdmin(actor.scope, person(email()))).rejects.toThrow(ForbiddenError);
    }
  });

  test("of another organization is not listed", async () => {
    const [mine, theirs] = [await createTenant(), await createTenant()];
    expect((await listAdmins(mine.owner.scope)).map(({ email: address }) => address)).not.toContain(theirs.owner.email);
  });
});
