import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { requirePermission } from "@/lib/auth/permissions";
import type { Permission } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { requireAdmin } from "@/lib/auth/session";
import { toFieldErrors } from "@/lib/inputs/field-errors";
import type { Result } from "@/lib/inputs/result";
import { toFailure } from "./failure";

/**
 * Makes a server action of a use-case. An action is a public POST, so it checks everything itself, in this order:
 * session → membership → permission → input → use-case.
 *
 *     "use server";
 *     const run = adminAction(CreateTokenInput, "token:create", createToken);
 *     export async function createTokenAction(organizationSlug: string, input: CreateTokenInput) {
 *       return run(organizationSlug, input);
 *     }
 *
 * The slug only picks among the signed-in admin's own organizations; the tenant is taken from the membership.
 */
export function adminAction<Input extends z.ZodType, Value>(
  input: Input,
  permission: Permission,
  handler: (scope: OrganizationScope, input: z.output<Input>) => Promise<Value>,
): (organizationSlug: string, raw: unknown) => Promise<Result<Value>> {
  return async (organizationSlug, raw) => {
    try {
      const { scope } = await requireAdmin(organizationSlug);
      requirePermission(scope.actor, permission);
      return await run(input, raw, (parsed) => handler(scope, parsed));
    } catch (error) {
      // redirect() and notFound() are Next's own control flow.
      unstable_rethrow(error);
      return toFailure(error);
    }
  };
}

/** Parses, then runs; every field error at once. */
export async function run<Input extends z.ZodType, Value>(
  input: Input,
  raw: unknown,
  handler: (input: z.output<Input>) => Promise<Value>,
): Promise<Result<Value>> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) {
    return { ok: false, message: "errors.invalid", fieldErrors: toFieldErrors(parsed.error) };
  }
  return { ok: true, value: await handler(parsed.data) };
}
