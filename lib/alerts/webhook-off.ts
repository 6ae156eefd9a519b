import { z } from "zod";
import { webhookProblems } from "./webhook-problem";

/** What an outbox message of the kind "webhook.off" says: an endpoint was switched off by itself. */
export const WebhookOff = z.object({
  organization: z.object({ slug: z.string(), name: z.string() }),
  directory: z.object({ slug: z.string(), name: z.string() }),
  url: z.string(),
  because: z.enum(["gone", "failing"]),
  /** ISO 8601. */
  failingSince: z.string(),
  /** What it failed of the last time, and what it said. */
  problem: z.enum(webhookProblems),
  answer: z.string().nullable(),
});
export type WebhookOff = z.infer<typeof WebhookOff>;
