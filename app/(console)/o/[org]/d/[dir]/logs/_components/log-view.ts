export interface ViewPlace {
  readonly organizationSlug: string;
  readonly directoryId: string;
}

export interface LogView {
  readonly id: string;
  readonly kind: "builtIn" | "own" | "shared";
  readonly name: string;
  /** Of the URL, without the question mark; empty: no filter. */
  readonly query: string;
}
