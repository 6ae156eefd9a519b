import { Client } from "pg";
import type { ClientConfig, DatabaseError, QueryConfig, QueryResult, QueryResultRow } from "pg";

/**
 * One connection on which statements are sent without waiting for the answers to those before (libpq's pipeline mode).
 * What one turn of the event loop asks for leaves in one write: waking PostgreSQL up costs more than most of the
 * statements. They are carried out one after another, so only short ones belong here. It connects at the first statement,
 * and again at the next one after the connection was lost; what was under way then is rejected.
 */
export class Pipeline {
  private client: Client | undefined;
  private corked = false;

  /** @param setUp statements that each new connection begins with */
  constructor(
    private readonly settings: ClientConfig,
    private readonly setUp: readonly string[] = [],
  ) {}

  query<Row extends QueryResultRow>(statement: QueryConfig): Promise<QueryResult<Row>> {
    const client = (this.client ??= this.connect());
    if (!this.corked) this.cork(client);
    return client.query<Row>(statement);
  }

  async end(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private connect(): Client {
    const client = new Client({ ...this.settings, pipeline: true });
    const drop = () => {
      if (this.client === client) this.client = undefined;
    };
    // Told before whoever waits for the statement is, so that their next one goes elsewhere.
    client.connection.on("errorMessage", ({ severity }: DatabaseError) => {
      if (severity === "FATAL") drop();
    });
    client.on("error", drop);
    client.on("end", drop);
    client.connect().catch(drop);
    for (const text of this.setUp) client.query(text).catch(drop);
    return client;
  }

  private cork({ connection: { stream } }: Client): void {
    this.corked = true;
    stream.cork();
    setImmediate(() => {
      this.corked = false;
      stream.uncork();
    });
  }
}
