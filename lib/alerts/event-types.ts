/**
 * What is told, by the name under which webhooks get it (Standard Webhooks: hierarchical, full stops between). They are
 * the kinds of outbox messages too.
 */
export const eventTypes = {
  opened: "finding.opened",
  cleared: "finding.cleared",
  expiring: "credentials.expiring",
  expired: "credentials.expired",
  tripped: "brake.tripped",
  test: "test",
} as const;
export type EventType = (typeof eventTypes)[keyof typeof eventTypes];

/** Those that an endpoint chooses from; a test event goes to whoever asks for it. */
export const chosenEventTypes = [
  eventTypes.opened,
  eventTypes.cleared,
  eventTypes.expiring,
  eventTypes.expired,
  eventTypes.tripped,
] as const;

/** What only e-mail tells: a directory's failure as a whole, in the phases of lib/alerts/decide-telling.ts. */
export const failureKinds = {
  started: "failure.started",
  worse: "failure.worse",
  going: "failure.going",
  over: "failure.over",
} as const;

/** What only e-mail tells: an endpoint was switched off by itself. */
export const webhookOffKind = "webhook.off";

export const isFailureKind = (kind: string): boolean => Object.values(failureKinds).some((known) => known === kind);
