import { createFirstAdminUnattended, issueSetupLink, needsSetup } from "@/lib/console/setup";
import { env } from "@/lib/env";
import { toFieldErrors } from "@/lib/inputs/field-errors";
import { FirstAdminInput } from "@/lib/inputs/setup";
import { routes } from "@/lib/routes";
import { english } from "./english";

export type FirstAdmin =
  | { readonly kind: "made"; readonly email: string; readonly organization: string }
  /** path: of the page that makes the first admin, with its one-time secret. */
  | { readonly kind: "link"; readonly path: string };

/** The settings of an unattended start do not make an admin; the message names each and the fix. */
export class FirstAdminError extends Error {
  override readonly name = "FirstAdminError";
}

const variables: Readonly<Record<string, string>> = {
  organizationName: "MUSTER_ORGANIZATION",
  email: "MUSTER_ADMIN_EMAIL",
  password: "MUSTER_ADMIN_PASSWORD",
};

/** The unattended owner of the environment; undefined when none of the three variables is set. */
function unattended(): FirstAdminInput | undefined {
  const given = { organizationName: env.organization, email: env.adminEmail, password: env.adminPassword };
  const missing = Object.entries(given).filter(([, value]) => value === undefined);
  if (missing.length === 3) return undefined;
  if (missing.length > 0) {
    const names = missing.map(([field]) => variables[field]).join(" and ");
    throw new FirstAdminError(`${names} must be set too: all three of them make the first admin.`);
  }
  const parsed = FirstAdminInput.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = Object.entries(toFieldErrors(parsed.error));
  throw new FirstAdminError(wrong.map(([field, key]) => `${variables[field] ?? field}: ${english(key)}`).join("\n"));
}

/**
 * The way to the first admin, for the boot sequence: makes the one of the environment, or a one-time link.
 *
 * @returns undefined when there is an admin already
 * @throws FirstAdminError when the environment names an admin that cannot be made
 */
export async function firstAdmin(): Promise<FirstAdmin | undefined> {
  if (!(await needsSetup())) return undefined;
  const input = unattended();
  if (input !== undefined) {
    const made = await createFirstAdminUnattended(input);
    return made && { kind: "made", email: made.admin.email, organization: made.organization.name };
  }
  const link = await issueSetupLink();
  return link && { kind: "link", path: routes.setup(link.secret) };
}
