import { eventTypes, failureKinds, webhookOffKind } from "@/lib/alerts/event-types";
import { findingTold, type ToldFinding } from "@/lib/alerts/failure";
import { webhookProblems } from "@/lib/alerts/webhook-problem";
import type { WebhookProblem } from "@/lib/alerts/webhook-problem";
import { requirePermission } from "@/lib/auth/permissions";
import type { DirectoryScope } from "@/lib/auth/scope";
import { db } from "@/lib/db/client";
import { countDead, pageOfDeliveries } from "@/lib/db/deliveries";
import type { DeadCount, DeliveryFilter, DeliveryRecord } from "@/lib/db/deliveries";
import { mailProblems } from "@/lib/mail/mail-problem";
import type { MailProblem } from "@/lib/mail/mail-problem";
import { reachOfDirectory } from "./delivery-reach";
import type { DeliveryReach, DirectoryReach } from "./delivery-reach";
import { decodeCursor, isUuid, pageOf, type Page } from "./page";

type Kind = keyof typeof eventTypes | keyof typeof failureKinds | "webhookOff";

export interface DeliveryDto extends Omit<DeliveryRecord, "kind" | "problem" | "payload"> {
  /** Whether it can be sent, should it have been given up. */
  readonly reach: DeliveryReach;
  /** What a message of a single finding tells of. */
  readonly finding: ToldFinding | undefined;
  readonly kind: Kind | "other";
  readonly problem: MailProblem | WebhookProblem | "interrupted" | null;
}

export const deliveryStates = ["waiting", "delivered", "failed"] as const;

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...(["opened", "cleared", "expiring", "expired", "tripped", "test"] as const).map(
    (name) => [eventTypes[name], name] as const,
  ),
  ...(["started", "worse", "going", "over"] as const).map((name) => [failureKinds[name], name] as const),
  [webhookOffKind, "webhookOff"],
]);
const problems = ["interrupted", ...mailProblems, ...webhookProblems] as const;

export interface DeliveryQuery extends DeliveryFilter {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly limit?: number;
}

/** A page of what was sent, waits or was given up, the newest first. A webhook that is none has no deliveries. */
export async function listDeliveries(scope: DirectoryScope, query: DeliveryQuery = {}): Promise<Page<DeliveryDto>> {
  requirePermission(scope.actor, "directory:read");
  const { state, webhookId } = query;
  if (webhookId !== undefined && !isUuid(webhookId)) return { rows: [], previous: undefined, next: undefined };
  const [reach, page] = await Promise.all([
    reachOfDirectory(db, scope),
    pageOfDeliveries(db, scope, {
      state,
      webhookId,
      after: decodeCursor(query.after, "uuid"),
      before: decodeCursor(query.before, "uuid"),
      limit: query.limit ?? 20,
    }),
  ]);
  return pageOf(
    page,
    ({ id }) => id,
    (record) => toDto(record, reach),
  );
}

export interface FailedCount extends DeadCount {
  readonly reach: DeliveryReach;
}

/** How much was given up, for each recipient and kind. */
export async function countFailed(scope: DirectoryScope): Promise<readonly FailedCount[]> {
  requirePermission(scope.actor, "directory:read");
  const [reach, counts] = await Promise.all([reachOfDirectory(db, scope), countDead(db, scope)]);
  return counts.map((count) => ({ ...count, reach: reach.of(count) }));
}

function toDto(record: DeliveryRecord, reach: DirectoryReach): DeliveryDto {
  const { kind, problem, payload, ...delivery } = record;
  return {
    ...delivery,
    reach: reach.of(record),
    kind: kinds.get(kind) ?? "other",
    finding: findingTold(payload),
    problem: problem === null ? null : (problems.find((one) => one === problem) ?? "other"),
  };
}
