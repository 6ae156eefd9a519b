/** The shape of a conformance case, and the closed vocabulary its checks are written in (README.md beside this file). */
import { z } from "zod";
import { JsonInput } from "../json";

const Statuses = z.array(z.number().int()).min(1);

/** One comparison of the value at `path` (select.ts). */
const PathCheckInput = z
  .strictObject({
    path: z.string(),
    equals: JsonInput.optional(),
    notEquals: JsonInput.optional(),
    oneOf: z.array(JsonInput).optional(),
    matches: z.string().optional(),
    type: z.enum(["string", "number", "boolean", "array", "object"]).optional(),
    between: z.tuple([z.number(), z.number()]).optional(),
    atLeast: z.number().optional(),
    /** Number of elements; an absent array has none. */
    count: z.number().int().optional(),
    /** At least one element holds all that is given; `lacks`: none does. */
    contains: JsonInput.optional(),
    lacks: JsonInput.optional(),
    /** The value holds all that is given, arrays element by element. */
    includes: JsonInput.optional(),
    onlyKeys: z.array(z.string()).optional(),
    absent: z.literal(true).optional(),
    /** Absent, null, "" or []. */
    unassigned: z.literal(true).optional(),
    /** Equal to the resource that a step saved under this name, as it was then answered. */
    unchanged: z.string().optional(),
  })
  .refine((check) => Object.keys(check).length > 1, { message: "a path without a comparison checks nothing" });

const ErrorCheckInput = z.strictObject({
  /** The RFC 7644 §3.12 body: schemas, status as a string equal to the HTTP status; media type and detail are advice. */
  error: z.strictObject({ scimType: z.string().optional() }),
});

const LeafCheckInput = z.union([
  PathCheckInput,
  ErrorCheckInput,
  z.strictObject({ status: Statuses }),
  z.strictObject({ header: z.string(), matches: z.string().optional(), equalsPath: z.string().optional() }),
  z.strictObject({ empty: z.literal(true) }),
  /** No key anywhere in the body matches; no part of the body's text matches. */
  z.strictObject({ noKey: z.string() }),
  z.strictObject({ textLacks: z.string() }),
  /** 204 and nothing, or 200 and what GET of this path gives. */
  z.strictObject({ emptyOrResourceOf: z.string() }),
  /** No resource of this list is among the answer's. */
  z.strictObject({ noOverlapWith: z.string() }),
  /** How many of a repeated step's requests were accepted per second, at least. */
  z.strictObject({ given: z.number().int(), acceptedPerSecond: z.number() }),
]);

export type Check =
  | z.infer<typeof LeafCheckInput>
  | { readonly verify: { readonly method: "GET"; readonly path: string }; readonly checks: readonly Check[] }
  | { readonly when: { readonly status: readonly number[] }; readonly checks: readonly Check[] }
  | { readonly whenAdvertised: string; readonly checks: readonly Check[] }
  | { readonly each: string; readonly checks: readonly Check[] }
  | { readonly answersOfGiven: number; readonly checks: readonly Check[] }
  | { readonly anyOf: readonly (readonly Check[])[] }
  | { readonly advice: readonly Check[] };

const CheckInput: z.ZodType<Check> = z.lazy(() => {
  const checks = z.array(CheckInput).min(1);
  return z.union([
    LeafCheckInput,
    /** Another request, made after the case's own, and what must be true of its answer. */
    z.strictObject({ verify: z.strictObject({ method: z.literal("GET"), path: z.string() }), checks }),
    z.strictObject({ when: z.strictObject({ status: Statuses }), checks }),
    /** Only where ServiceProviderConfig says this is supported. */
    z.strictObject({ whenAdvertised: z.string(), checks }),
    z.strictObject({ each: z.string(), checks }),
    z.strictObject({ answersOfGiven: z.number().int(), checks }),
    z.strictObject({ anyOf: z.array(checks).min(2) }),
    /** A SHOULD of the standard, or Muster's own habit: told, and held against Muster alone. */
    z.strictObject({ advice: checks }),
  ]);
});

const RequestInput = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: JsonInput.optional(),
  bodyRaw: z.string().optional(),
});

const StepInput = z.strictObject({
  save: z.string().optional(),
  repeat: z.number().int().positive().optional(),
  concurrency: z.number().int().positive().optional(),
  request: RequestInput,
});

/** What a server, or the person who plays the cases, must bring for a case to mean anything (needs.ts). */
export const needs = [
  "groups",
  "alone",
  "load",
  "oauth",
  "cursor",
  "index",
  "bulk",
  "sort",
  "etag",
  "filter",
  "patch",
  "changePassword",
  "schemas",
] as const;
export type Need = (typeof needs)[number];

/** One recorded exchange, as its file holds it. */
export const RecordedCaseInput = z.strictObject({
  id: z.string(),
  /** The document and paragraph that the case is from. */
  source: z.string(),
  mode: z.enum(["legacy", "compliant", "rfc", "okta", "onelogin"]),
  provenance: z.string(),
  inferred: z.literal(true).optional(),
  note: z.string().optional(),
  needs: z.array(z.enum(needs)).optional(),
  given: z.array(StepInput),
  /** Steps the recording presumes, or an assertion needs, and does not show. */
  alsoGiven: z.array(StepInput).optional(),
  request: RequestInput,
  expect: z.strictObject({ status: Statuses }),
  /** What the source says of the answer, and how we check it. */
  assert: z.array(z.strictObject({ says: z.string(), checks: z.array(CheckInput).min(1) })).min(1),
});

/** A case of a group. The `assert` of one that we wrote may be empty where the status says it all. */
export interface Case extends Omit<z.infer<typeof RecordedCaseInput>, "mode" | "provenance" | "inferred"> {
  /** One line for people. */
  readonly title: string;
}
export type Step = z.infer<typeof StepInput>;
export type CaseRequest = z.infer<typeof RequestInput>;
export type Assertion = Case["assert"][number];
