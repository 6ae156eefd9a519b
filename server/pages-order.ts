/** What the lane tells the process of the pages, once. */
export interface PagesOrder {
  /** Where the application's sources and build are. */
  readonly dir: string;
  /** The socket (on Windows: the pipe) to listen on. */
  readonly address: string;
}

/** Connections that may be open at once, and so also be asked for at once; what comes beyond waits in the lane. */
export const connectionsMax = 512;

export const isPagesOrder = (value: unknown): value is PagesOrder =>
  typeof value === "object" && value !== null && "dir" in value && "address" in value;
