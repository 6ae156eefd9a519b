import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/prisma/generated/client";
import type { Prisma } from "@/prisma/generated/client";
import { pool } from "./pool";

/** Prisma over the process's pool. Everything but the hot path of lib/provisioning uses it. */
export const db = new PrismaClient({ adapter: new PrismaPg(pool) });

/** A query module takes either: `db`, or the transaction that its write shares with the AuditEvent. */
export type Database = PrismaClient | Prisma.TransactionClient;
