import type { OrganizationScope } from "@/lib/auth/scope";
import type { Database } from "./client";

/** The e-mail addresses that a directory names itself, by address; none: its organization's owners and admins. */
export async function listRecipients(
  db: Database,
  { organizationId }: OrganizationScope,
  directoryId: string,
): Promise<string[]> {
  const rows = await db.notificationRecipient.findMany({
    where: { organizationId, directoryId },
    select: { email: true },
    orderBy: { email: "asc" },
  });
  return rows.map(({ email }) => email);
}

/** Those who are told where a directory names nobody: owners and admins who can sign in, by address. */
export async function listDefaultRecipients(db: Database, { organizationId }: OrganizationScope): Promise<string[]> {
  const rows = await db.membership.findMany({
    where: { organizationId, role: { in: ["owner", "admin"] }, admin: { disabledAt: null } },
    select: { admin: { select: { email: true } } },
    orderBy: { admin: { email: "asc" } },
  });
  return rows.map(({ admin }) => admin.email);
}

/** Names exactly these; none: the default again. */
export async function replaceRecipients(
  db: Database,
  { organizationId }: OrganizationScope,
  directoryId: string,
  emails: readonly string[],
): Promise<void> {
  await db.notificationRecipient.deleteMany({ where: { organizationId, directoryId } });
  await db.notificationRecipient.createMany({
    data: emails.map((email) => ({ organizationId, directoryId, email })),
  });
}
