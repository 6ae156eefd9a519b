/** Whose webhooks they are, as actions ask for it. */
export interface WebhookPlace {
  readonly organizationSlug: string;
  readonly directoryId: string;
}
