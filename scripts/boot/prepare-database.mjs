import { loadBundle } from "./environment.mjs";

/** Brings the database of DATABASE_URL to this version's schema and makes the log's coming partitions. */
export async function prepareDatabase(progress) {
  const [{ migrate }, { ensurePartitions }] = await Promise.all([loadBundle("migrate"), loadBundle("partitions")]);
  await progress.step(
    "Bringing the database up to date",
    ({ length }) => (length > 0 ? `Applied ${length} database migration${length > 1 ? "s" : ""}` : undefined),
    () => migrate(process.env.DATABASE_URL),
  );
  await ensurePartitions(process.env.DATABASE_URL, new Date());
}
