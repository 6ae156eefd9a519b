/** What a log row's request came with, by its name. */
export interface TimelineCredential {
  readonly kind: "token" | "client";
  readonly id: string;
  readonly name: string;
}

/** What a timeline links to, and by what name it calls who asked. */
export interface TimelineLinks {
  readonly user: (id: string) => string;
  readonly group: (id: string) => string;
  /** A log row's drawer. */
  readonly event: (id: string) => string;
  /** Everything about the person or group in the log. */
  readonly log: () => string;
  readonly credentials: readonly TimelineCredential[];
  /** The identity provider's short name. */
  readonly provider: string;
}
