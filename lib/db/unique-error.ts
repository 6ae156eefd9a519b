import { Prisma } from "@/prisma/generated/client";

/**
 * Whether a write failed because another row already has the value.
 * P2002 is Prisma's code for a violated unique constraint.
 */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
