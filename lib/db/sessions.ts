import { pool } from "./pool";
import type { Database } from "./client";
import type { Role } from "@/lib/auth/scope";

export interface SessionRecord {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

export interface SignedInRecord extends SessionRecord {
  readonly admin: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly disabledAt: Date | null;
  };
  readonly memberships: readonly {
    readonly role: Role;
    readonly organization: { readonly id: string; readonly slug: string; readonly name: string };
  }[];
}

const columns = {
  id: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
  revokedAt: true,
  ip: true,
  userAgent: true,
} as const;

export async function insertSession(
  db: Database,
  session: Omit<SessionRecord, "createdAt" | "lastSeenAt" | "revokedAt"> & { readonly adminId: string },
): Promise<void> {
  await db.adminSession.create({ data: session, select: { id: true } });
}

const withAdmin = {
  ...columns,
  admin: {
    select: {
      id: true,
      email: true,
      name: true,
      disabledAt: true,
      memberships: {
        select: { role: true, organization: { select: { id: true, slug: true, name: true } } },
        orderBy: { organization: { name: "asc" } },
      },
    },
  },
} as const;

/** The sessions that there are of these, each with its admin and that admin's organizations, by name. */
export async function findSessions(db: Database, ids: readonly string[]): Promise<SignedInRecord[]> {
  const rows = await db.adminSession.findMany({ where: { id: { in: [...ids] } }, select: withAdmin });
  return rows.map(({ admin: { memberships, ...admin }, ...session }) => ({ ...session, admin, memberships }));
}

/** One session; undefined when there is none. */
export async function findSession(db: Database, id: string): Promise<SignedInRecord | undefined> {
  const [session] = await findSessions(db, [id]);
  return session;
}

/** Notes that a session was used. Never moves the time backwards, never brings a revoked one back. */
export async function touchSession(id: string, now: Date): Promise<void> {
  await pool.query(
    'UPDATE "AdminSession" SET "lastSeenAt" = $2 WHERE "id" = $1 AND "lastSeenAt" < $2 AND "revokedAt" IS NULL',
    [id, now],
  );
}

/** An admin's sessions that are not over, the newest first. */
export async function listLiveSessions(
  db: Database,
  adminId: string,
  after: { readonly lastSeen: Date; readonly now: Date },
): Promise<SessionRecord[]> {
  return db.adminSession.findMany({
    where: { adminId, revokedAt: null, expiresAt: { gt: after.now }, lastSeenAt: { gt: after.lastSeen } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: columns,
  });
}

/** Ends one session of one admin. @returns whether there was one to end. */
export async function endSession(db: Database, adminId: string, id: string, now: Date): Promise<boolean> {
  const { count } = await db.adminSession.updateMany({
    where: { id, adminId, revokedAt: null },
    data: { revokedAt: now },
  });
  return count > 0;
}
