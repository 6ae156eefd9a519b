/** SQLSTATE 08 (connection exceptions), 53300 and 57P01 to 57P03 of PostgreSQL; the network's and Prisma's own codes. */
const codes = /^(?:08\w{3}|53300|57P0[123]|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|P1001|P1002|P1008|P1017)$/;
/** What pg says, without a code, of a connection that went away under a statement. */
const wentAway = /^Connection terminated|^Client has encountered a connection error/;

/** Whether something failed because the database could not be reached, or went away, rather than by what it was asked. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && codes.test(error.code)) return true;
  if (wentAway.test(error.message)) return true;
  return error instanceof AggregateError ? error.errors.some(isUnavailable) : isUnavailable(error.cause);
}
