import type { CheckName } from "@/lib/entra/test-connection/test-connection";
import type { Problem } from "@/lib/entra/test-connection/problem";

/** What Muster alone can tell: it knows its own answers, its tokens, and how its requests arrived. */
export type OwnCause =
  | "addressUnknown"
  | "tokenIncomplete"
  | "tokenNotOurs"
  | "tokenOfOther"
  | "tokenStripped"
  | "tokenChanged"
  | "tokenUnknown"
  | "tokenRevoked"
  | "tokenExpired"
  | "serviceOff"
  | "wrongPath"
  | "pathRewritten"
  | "queryRewritten"
  | "methodRewritten"
  | "redirectToHttps"
  | "notMuster";

/** Why a check failed or warns: a key of `testConnection.causes` in the messages. */
export type ConnectionCause = Problem | OwnCause;

/** One line of a connection test, as the page and the command line show it. Plain data. */
export interface ConnectionCheck {
  readonly name: "token" | CheckName;
  readonly result: "passed" | "warning" | "failed" | "skipped";
  readonly cause: ConnectionCause | null;
  /** Placeholders of the cause's sentences. */
  readonly values: Readonly<Record<string, string | number>>;
  /** "GET https://…"; null where nothing was sent. */
  readonly sent: string | null;
  readonly answer: {
    readonly status: number;
    readonly contentType: string;
    /** What answered, if it says so. */
    readonly server: string | null;
    /** The beginning of the body, without secrets. */
    readonly excerpt: string;
    readonly milliseconds: number;
  } | null;
  /** The error's own words, where there was no answer. */
  readonly error: string | null;
  /** What Entra's Test Connection would show; null where it would not fail. */
  readonly entraCode: string | null;
}
