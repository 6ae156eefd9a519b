import type { DirectoryScope } from "@/lib/auth/scope";
import { Prisma } from "@/prisma/generated/client";

/**
 * That the log row `e` is no older than its organization keeps the log: what waits for the next sweep is seen nowhere. One
 * look-up of the organization's row for the whole statement; the first 48 bits of an id are milliseconds (RFC 9562 §5.7).
 */
export const isKept = ({ organizationId }: Pick<DirectoryScope, "organizationId">) => Prisma.sql`e."id" >= (
      SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - o."logDays" * 86400000::bigint), 12, '0')
        || repeat('0', 20))::uuid
      FROM "Organization" o WHERE o."id" = ${organizationId}::uuid)`;
