/** What the lane tells the process of the pages, once. */
export interface PagesOrder {
  /** Where the application's sources and build are. */
  readonly dir: string;
  /** The socket (on Windows: the pipe) to listen on. */
  readonly address: string;
}

export const isPagesOrder = (value: unknown): value is PagesOrder =>
  typeof value === "object" && value !== null && "dir" in value && "address" in value;
