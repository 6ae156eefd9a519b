import type { Status } from "@/lib/insight/provisioning-event";

/** A request as the service sees it, whichever door it came through. */
export interface ScimRequest {
  readonly method: string;
  /** As on the request line, still percent-encoded, without the query. */
  readonly pathname: string;
  /** Without the leading "?"; empty when there is none. */
  readonly search: string;
  /** By lower-case name. */
  header(name: string): string | undefined;
  /**
   * The whole body.
   * @throws BodyTooLarge when it has more than `limit` bytes; reading stops there
   */
  body(limit: number): Promise<Uint8Array>;
  /** Address of the other end of the connection. */
  readonly peerAddress: string | undefined;
  /** Whether the connection itself is encrypted. */
  readonly encrypted: boolean;
}

export interface ScimResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Of the log row, where there is one. */
  readonly outcome?: Status;
  /** Absent for 204, 304 and HEAD. */
  readonly text?: string;
  /**
   * Instead of `text`, a body that is made while it is sent. A door asks for a piece when the client has taken the one
   * before, and ends the iteration when the client leaves.
   */
  readonly pieces?: AsyncIterable<string>;
}

export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}
