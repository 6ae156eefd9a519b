import { z } from "zod";
import { isApplicationId } from "@/lib/applications/applications";
import type { FailingDirectory, ToldFindingRecord } from "@/lib/db/told-findings";
import { findingKinds, parseFacts } from "@/lib/insight/finding";
import type { JsonObject } from "@/lib/scim/json";

/** So many findings are told of in full; of more, how many there are. */
const findingsMax = 10;

/** What comes out of a jsonb column is JSON. */
const JsonRecord = z.record(z.string(), z.json());
const ToldFinding = z.object({
  kind: z.enum(findingKinds),
  key: z.string(),
  severity: z.enum(["warning", "critical"]),
  since: z.coerce.date(),
  clearedAt: z.coerce.date().nullable(),
  facts: z.unknown().transform(parseFacts),
});
export type ToldFinding = z.infer<typeof ToldFinding>;

/** What an outbox message of a kind of failureKinds says. */
export const Failure = z.object({
  organization: z.object({ slug: z.string(), name: z.string() }),
  directory: z.object({
    slug: z.string(),
    name: z.string(),
    application: z.string().refine(isApplicationId),
    provider: z.enum(["entra", "okta", "other"]),
  }),
  startedAt: z.coerce.date(),
  findings: z.array(ToldFinding),
  /** How many there are beside these. */
  more: z.number(),
});

/** The finding that an outbox message tells of; undefined of others. */
export const findingTold = (payload: unknown): ToldFinding | undefined =>
  z.object({ finding: ToldFinding }).safeParse(payload).data?.finding;

/** A directory as payloads name it. */
export const placeOf = (place: FailingDirectory): JsonObject => ({
  organization: { slug: place.organizationSlug, name: place.organizationName },
  directory: {
    slug: place.directorySlug,
    name: place.directoryName,
    application: place.application,
    provider: place.provider,
  },
});

/** A finding as payloads tell it. */
export const factsOf = (finding: ToldFindingRecord): JsonObject => ({
  kind: finding.kind,
  key: finding.key,
  severity: finding.severity,
  since: finding.since.toISOString(),
  clearedAt: finding.clearedAt?.toISOString() ?? null,
  facts: JsonRecord.catch({}).parse(finding.facts),
});

/** The failure of a directory, as the outbox keeps it. */
export const failurePayload = (
  place: FailingDirectory,
  startedAt: Date,
  findings: readonly ToldFindingRecord[],
): JsonObject => ({
  ...placeOf(place),
  startedAt: startedAt.toISOString(),
  findings: findings.slice(0, findingsMax).map(factsOf),
  more: Math.max(0, findings.length - findingsMax),
});
