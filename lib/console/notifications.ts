import { uuidv7 } from "uuidv7";
import { recipientsOf } from "@/lib/alerts/recipients";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { findDirectoryBy } from "@/lib/db/directories";
import { listRecipients, replaceRecipients } from "@/lib/db/notification-recipients";
import { findOrganization } from "@/lib/db/organizations";
import { consume, rateLimiter } from "@/lib/db/rate-limits";
import { env } from "@/lib/env";
import type { MailSettings } from "@/lib/env";
import type { SendTestMailInput, SetRecipientsInput } from "@/lib/inputs/notification";
import { notFound, Refusal } from "@/lib/inputs/refusal";
import { createMailer, screenIdleMs } from "@/lib/mail/mailer";
import type { Mail, Mailer } from "@/lib/mail/mailer";
import { MailError } from "@/lib/mail/mail-problem";
import type { MailProblem } from "@/lib/mail/mail-problem";
import { testMail } from "@/lib/mail/test-mail";
import { nameOf } from "./actor-name";
import { audited } from "./audited";

export interface NotificationsDto {
  /** Whether there is an SMTP server: without one nothing is sent. */
  readonly isSetUp: boolean;
  /** The addresses that the directory names itself. */
  readonly named: readonly string[];
  /** Who is told: those, or the organization's owners and admins. */
  readonly recipients: readonly string[];
}

const testMails = rateLimiter({ keyPrefix: "test-mail", points: 5, durationS: 10 * 60 });

/** Who is told what a directory has to tell. */
export async function readNotifications(scope: DirectoryScope): Promise<NotificationsDto> {
  requirePermission(scope.actor, "directory:read");
  const [named, recipients] = await Promise.all([
    listRecipients(db, scope, scope.directoryId),
    recipientsOf(db, scope),
  ]);
  return { isSetUp: env.mail !== undefined, named, recipients };
}

/**
 * Names who is told; nobody: the organization's owners and admins. Setting what already is changes and tells nothing.
 * @throws ForbiddenError, Refusal when the organization has no such directory
 */
export async function setRecipients(
  scope: OrganizationScope,
  { directoryId, recipients }: SetRecipientsInput,
): Promise<{ readonly recipients: readonly string[] }> {
  requirePermission(scope.actor, "directory:update");
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  const to = [...recipients].sort();
  const from = await listRecipients(db, scope, directoryId);
  if (from.join() === to.join()) return { recipients: to };
  return audited(scope, async (transaction) => {
    await replaceRecipients(transaction, scope, directoryId, to);
    return {
      value: { recipients: to },
      entry: { action: "directory.recipients", target: directory.slug, directoryId, details: { from, to } },
    };
  });
}

/** What the SMTP server said of one address. */
export type TestMailResult =
  | { readonly email: string; readonly ok: true; readonly answer: string }
  | { readonly email: string; readonly ok: false; readonly problem: MailProblem; readonly answer: string | undefined };

/**
 * Sends a test e-mail to everybody who would be told, and waits for what the SMTP server says. Not through the outbox: the
 * answer is what is asked for.
 * @throws ForbiddenError, Refusal when the organization has no such directory, no SMTP server is set, or too many were sent
 */
export async function sendTestMail(
  scope: OrganizationScope,
  { directoryId }: SendTestMailInput,
  mail: MailSettings | undefined = env.mail,
): Promise<readonly TestMailResult[]> {
  requirePermission(scope.actor, "directory:update");
  const directory = await findDirectoryBy(db, scope, { id: directoryId });
  if (directory === undefined) throw notFound();
  if (mail === undefined) throw new Refusal("errors.mailNotSetUp");
  if ((await consume(testMails, scope.organizationId)) !== undefined) throw new Refusal("errors.testMailThrottled");
  const [recipients, organization] = await Promise.all([
    recipientsOf(db, { ...scope, directoryId }),
    findOrganization(db, scope),
  ]);
  const mailer = createMailer(mail, screenIdleMs);
  const about = { organization: organization.name, directory: directory.name, by: nameOf(scope.actor) };
  const results = await Promise.all(
    recipients.map((email) => sendOne(mailer, testMail({ id: uuidv7(), to: email, date: new Date() }, about))),
  );
  return audited(scope, async () => ({
    value: results,
    entry: {
      action: "directory.testMail",
      target: directory.slug,
      directoryId,
      details: { to: recipients, refused: results.filter(({ ok }) => !ok).map(({ email }) => email) },
    },
  }));
}

async function sendOne(mailer: Mailer, mail: Mail): Promise<TestMailResult> {
  const { to: email } = mail;
  try {
    return { email, ok: true, answer: await mailer.send(mail) };
  } catch (error) {
    if (error instanceof MailError) return { email, ok: false, problem: error.problem, answer: error.answer };
    throw error;
  }
}
