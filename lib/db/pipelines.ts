import { Pipeline } from "./pipeline";
import { connectionSettings, pool } from "./pool";
import { WriteBatches } from "./write-batches";

/** Reads that an index answers in well under a millisecond; what takes longer than this may not hold up the others. */
export const lookups = new Pipeline({ ...connectionSettings, statement_timeout: 100 });

/** Two, so that one works while the other waits for the disk. */
const commits = [1, 2].map(
  () =>
    new Pipeline({
      ...connectionSettings,
      statement_timeout: 10_000,
      // Nobody's lock may hold up everybody's writes; it also ends a deadlock between two batches.
      lock_timeout: 50,
    }),
);

/** Writes of one resource, or of a batch of log rows. */
export const writes = new WriteBatches(
  commits.map((connection) => connection.query.bind(connection)),
  (statement) => pool.query(statement),
);

/** Ends every connection of the process. */
export async function endConnections(): Promise<void> {
  await Promise.all([lookups.end(), ...commits.map((each) => each.end()), pool.end()]);
}
