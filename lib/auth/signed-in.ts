import { decode } from "next-auth/jwt";
import { db } from "@/lib/db/client";
import { findSession, findSessions, touchSession, type SignedInRecord } from "@/lib/db/sessions";
import type { OrganizationScope, Role } from "./scope";
import { sessionSecret } from "./session-cookie";
import { isLive, lastSeenThrottleMs } from "./session-lifetime";

export interface Membership {
  readonly organization: { readonly id: string; readonly slug: string; readonly name: string };
  readonly role: Role;
}

export interface SignedInContext {
  readonly sessionId: string;
  readonly admin: { readonly id: string; readonly email: string; readonly name: string };
  /** By organization name. May be empty. */
  readonly memberships: readonly Membership[];
}

/** A signed-in admin in one organization that they belong to. */
export interface AdminContext extends SignedInContext {
  readonly scope: OrganizationScope;
  readonly admin: SignedInContext["admin"] & { readonly role: Role };
  readonly organization: Membership["organization"];
}

/**
 * The session that a cookie names, if it is live at `now`. The cookie only names a row of AdminSession; the row decides,
 * at every request, so a revoked session, a disabled admin or a withdrawn membership is out at once.
 * @param cookie the encrypted next-auth token
 */
export async function signedInBy(cookie: string, now: Date): Promise<SignedInContext | undefined> {
  const sessionId = await sessionIdOf(cookie);
  const session = sessionId === undefined ? undefined : await findSession(db, sessionId);
  if (session === undefined || !mayBeUsed(session, now)) return undefined;
  if (now.getTime() - session.lastSeenAt.getTime() > lastSeenThrottleMs) await touchSession(session.id, now);
  const { id, email, name } = session.admin;
  return { sessionId: session.id, admin: { id, email, name }, memberships: session.memberships };
}

const mayBeUsed = (session: SignedInRecord, now: Date): boolean =>
  isLive(session, now) && session.admin.disabledAt === null;

/** Who reads an answer that goes on after its request was checked. */
export interface Reader {
  readonly sessionId: string;
  readonly organizationId: string;
  readonly role: Role;
}

/** Which of them are still signed in at `now`, and what they were in their organization. Asked of the database at once. */
export async function stillReading(readers: readonly Reader[], now: Date): Promise<ReadonlySet<Reader>> {
  const sessions = await findSessions(db, [...new Set(readers.map(({ sessionId }) => sessionId))]);
  const usable = new Map(sessions.filter((session) => mayBeUsed(session, now)).map((session) => [session.id, session]));
  const isStill = ({ sessionId, organizationId, role }: Reader) =>
    usable.get(sessionId)?.memberships.some((one) => one.organization.id === organizationId && one.role === role);
  return new Set(readers.filter((reader) => isStill(reader) === true));
}

/** The signed-in admin's context in one of their organizations; undefined for any other. */
export function inOrganization(context: SignedInContext, organizationSlug: string): AdminContext | undefined {
  const membership = context.memberships.find(({ organization }) => organization.slug === organizationSlug);
  if (membership === undefined) return undefined;
  const { organization, role } = membership;
  const { id: adminId, email } = context.admin;
  return {
    ...context,
    admin: { ...context.admin, role },
    organization,
    scope: { organizationId: organization.id, actor: { kind: "admin", adminId, email, role } },
  };
}

async function sessionIdOf(cookie: string): Promise<string | undefined> {
  const secret = sessionSecret();
  try {
    const token = await decode({ token: cookie, secret });
    return typeof token?.sessionId === "string" ? token.sessionId : undefined;
  } catch {
    // Not ours, expired, or of another secret: nobody is signed in.
    return undefined;
  }
}
