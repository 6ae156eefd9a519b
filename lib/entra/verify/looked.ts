import type { AppRole, SourceGroup, SourceUser } from "../tenant/tenant";
import type { ExpectedResource } from "./expectation";

/** One object as a cycle looks at it. */
export interface Looked {
  readonly kind: "user" | "group";
  readonly id: string;
  /** Absent: gone from Entra. */
  readonly source: SourceUser | SourceGroup | undefined;
  readonly inScope: boolean;
  readonly isDisabled: boolean;
  readonly roles: readonly AppRole[];
  readonly seen: string;
}

/** Why a server would refuse a resource of these values: Entra's code of it, for instance EntryConflict. */
export type Refusal = (kind: "user" | "group", values: ExpectedResource["values"]) => string | undefined;
