import { DatabaseError } from "pg";
import type { QueryConfig, QueryResult, QueryResultRow } from "pg";

type Run = <Row extends QueryResultRow>(statement: QueryConfig) => Promise<QueryResult<Row>>;

interface Waiting {
  /** Sends the statement; what it answers is kept for `resolve`. */
  readonly send: (run: Run) => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** How many writes may share a transaction: their locks are held until the last of them is done. */
const batchMax = 32;

/**
 * Writes that come while others are being committed share the next transaction, and so its wait for the disk (as
 * PostgreSQL's own group commit does for many connections, which this machine would pay for with as many processes).
 * Each statement stands for itself: where one of a batch is refused, nothing of the batch is kept and each is carried out
 * alone, in a transaction of its own.
 */
export class WriteBatches {
  private waiting: Waiting[] = [];
  private readonly idle: Run[];

  /**
   * @param connections each runs statements in the order they are given, without waiting, and waits for locks only so long
   * @param alone runs a statement on any other connection
   */
  constructor(
    connections: readonly Run[],
    private readonly alone: Run,
  ) {
    this.idle = [...connections];
  }

  /** Statements that wait for a connection. */
  get size(): number {
    return this.waiting.length;
  }

  /** The rows of a statement, once it is committed. @throws what PostgreSQL said of this very statement */
  write<Row extends QueryResultRow>(statement: QueryConfig): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      let rows: Row[] = [];
      const send = async (run: Run) => {
        ({ rows } = await run<Row>(statement));
      };
      this.waiting.push({ send, resolve: () => resolve(rows), reject });
      const connection = this.idle.pop();
      if (connection) void this.work(connection);
    });
  }

  private async work(connection: Run): Promise<void> {
    // What else this turn of the event loop brings belongs to the same batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.carryOut(connection, this.waiting.splice(0, batchMax));
    this.idle.push(connection);
  }

  private async carryOut(connection: Run, batch: readonly Waiting[]): Promise<void> {
    const results = await (batch.length === 1 ? runAll(connection, batch) : runTransaction(connection, batch));
    const refused = results.some((result) => result.status === "rejected" && isRefusal(result.reason));
    batch.forEach(({ send, resolve, reject }, index) => {
      const result = results[index];
      if (refused && (batch.length > 1 || isLockTimeout(result))) send(this.alone).then(resolve, reject);
      else if (result?.status === "fulfilled") resolve();
      else reject(result?.reason);
    });
  }
}

const runAll = (run: Run, batch: readonly Waiting[]) => Promise.allSettled(batch.map(({ send }) => send(run)));

/** The results; all rejected with the reason where the transaction as a whole was not committed. */
async function runTransaction(run: Run, batch: readonly Waiting[]) {
  const begun = run({ name: "begin", text: "BEGIN" });
  const written = runAll(run, batch);
  const committed = run({ name: "commit", text: "COMMIT" });
  const [results, ends] = await Promise.all([written, Promise.allSettled([begun, committed])]);
  const failed = ends.find((each) => each.status === "rejected");
  return failed ? batch.map(() => failed) : results;
}

/** PostgreSQL answered: nothing was written. A connection that was lost says nothing of the kind. */
const isRefusal = (reason: unknown): boolean => reason instanceof DatabaseError;

/** Somebody else holds a lock; a connection that nobody queues behind can wait for it. */
const isLockTimeout = (result: PromiseSettledResult<unknown> | undefined): boolean =>
  result?.status === "rejected" && result.reason instanceof DatabaseError && result.reason.code === "55P03";
