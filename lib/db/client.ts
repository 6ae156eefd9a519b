import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/prisma/generated/client";
import type { Prisma } from "@/prisma/generated/client";
import { pool } from "./pool";

/**
 * Prisma over the process's pool. Everything but the hot path of lib/provisioning uses it. A transaction may wait for a
 * connection, and last, as long as a statement may: with Prisma's own two and five seconds, what an admin saves on a busy
 * database would fail although nothing is wrong.
 */
export const db = new PrismaClient({
  adapter: new PrismaPg(pool),
  transactionOptions: { maxWait: 30_000, timeout: 30_000 },
});

/** A query module takes either: `db`, or the transaction that its write shares with the AuditEvent. */
export type Database = PrismaClient | Prisma.TransactionClient;
