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
