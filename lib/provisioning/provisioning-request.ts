import type { ProvisioningScope } from "@/lib/auth/scope";
import type { Trail } from "@/lib/insight/trail";
import type { ProvisioningEvent } from "@/lib/insight/provisioning-event";

/** A SCIM request as the use-cases see it: who, when, and the parameters; no bytes, no headers but the preconditions. */
export interface ProvisioningRequest {
  readonly scope: ProvisioningScope;
  /** The clock of this request. */
  readonly at: Date;
  /** The directory's Tenant URL as the client reaches it, without trailing slash: what `meta.location` begins with. */
  readonly baseUrl: string;
  readonly parameters: QueryParameters;
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  readonly trail: Trail;
}

/** RFC 7644 §3.4.2, §3.9. Names compare without case. */
export interface QueryParameters {
  readonly filter?: string;
  readonly startIndex?: string;
  readonly count?: string;
  /** RFC 9865; empty: the first page. */
  readonly cursor?: string;
  readonly sortBy?: string;
  readonly sortOrder?: string;
  readonly attributes?: string;
  readonly excludedAttributes?: string;
}

/** JSON text that is made while it is sent. Nothing is read before the first piece is asked for. */
export type Pieces = AsyncIterable<string>;

/** JSON text: whole where it is short. */
export type Shown = string | Pieces;

/** What a use-case answers. A refusal is thrown as ScimError instead. */
export interface Answer {
  readonly status: number;
  /** Serialised once: for the wire and, by size, for the log. */
  readonly text?: string;
  /** Instead of `text`, where that would be too long to make at once. */
  readonly pieces?: Pieces;
  readonly headers?: Readonly<Record<string, string>>;
  /** The log row, where there was no change that it could commit with. */
  readonly event?: ProvisioningEvent;
}
