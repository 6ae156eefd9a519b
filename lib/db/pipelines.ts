import { Pipeline } from "./pipeline";
import { connectionSettings, pool } from "./pool";
import { runAlone } from "./run-alone";
import { WriteBatches } from "./write-batches";

const genericPlans = "SET plan_cache_mode = force_generic_plan";

/** Left to itself, PostgreSQL soon keeps a plan for any value, which reads a large directory in order until it has a page. */
const customPlans = "SET plan_cache_mode = force_custom_plan";

/** Reads that an index answers in well under a millisecond; what takes longer than this may not hold up the others. */
export const searches = new Pipeline({ ...connectionSettings, statement_timeout: 100 }, [customPlans]);

/**
 * Reads by keys that name what they find: the plan is the same whatever the values, and making it anew for each would cost
 * more than carrying it out.
 */
export const lookups = new Pipeline({ ...connectionSettings, statement_timeout: 100 }, [genericPlans]);

/** Pages of whole directories, which are put together in less than a millisecond; planning that anew would take as long. */
export const pages = new Pipeline({ ...connectionSettings, statement_timeout: 100 }, [genericPlans]);

/** Two, so that one works while the other waits for the disk. */
const commits = [1, 2].map(
  // Nobody's lock may hold up everybody's writes; the timeout also ends a deadlock between two batches.
  () => new Pipeline({ ...connectionSettings, statement_timeout: 10_000, lock_timeout: 50 }, [genericPlans]),
);

/** Writes of one resource, or of a batch of log rows. */
export const writes = new WriteBatches(
  commits.map((connection) => connection.query.bind(connection)),
  runAlone,
);

/** Ends every connection of the process. */
export async function endConnections(): Promise<void> {
  await Promise.all([lookups.end(), searches.end(), pages.end(), ...commits.map((each) => each.end()), pool.end()]);
}
