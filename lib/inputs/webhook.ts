import { z } from "zod";
import { chosenEventTypes } from "@/lib/alerts/event-types";
import { Id } from "./text";

export const webhooksMax = 10;
/** Hours that the secret before is signed with too. */
export const webhookOverlapHours = [0, 1, 24, 168] as const;
export const defaultWebhookOverlapHours = 24;

/** Whether it must be https, and must not be an address of this network, the use-case knows. */
const WebhookUrl = z
  .string({ error: "validation.required" })
  .trim()
  .min(1, { error: "validation.required", abort: true })
  .max(2_000, { error: "validation.tooLong", abort: true })
  .refine(isWebhookUrl, { error: "validation.webhookUrl" });

/** Without a password, which everybody who sees the address would see too, and without a fragment, which is never sent. */
function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return /^https?:$/.test(protocol) && [username, password, hash].every((part) => part === "");
}

const WebhookEvents = z
  .array(z.enum(chosenEventTypes, { error: "validation.choose" }), { error: "validation.choose" })
  .min(1, { error: "validation.webhookEvents" })
  .max(20, { error: "validation.choose" })
  .transform((events) => chosenEventTypes.filter((known) => events.includes(known)));

export const AddWebhookInput = z.object({ directoryId: Id, url: WebhookUrl, events: WebhookEvents });
export type AddWebhookInput = z.infer<typeof AddWebhookInput>;

/** One endpoint of a directory. */
export const WebhookInput = z.object({ directoryId: Id, webhookId: Id });
export type WebhookInput = z.infer<typeof WebhookInput>;

/** What is left out stays as it is. */
export const ChangeWebhookInput = WebhookInput.extend({
  url: WebhookUrl.optional(),
  events: WebhookEvents.optional(),
  enabled: z.boolean({ error: "validation.choose" }).optional(),
});
export type ChangeWebhookInput = z.infer<typeof ChangeWebhookInput>;

const isOverlap = (hours: number) => webhookOverlapHours.some((preset) => preset === hours);

export const RotateWebhookInput = WebhookInput.extend({
  overlapHours: z.number({ error: "validation.choose" }).refine(isOverlap, { error: "validation.choose" }),
});
export type RotateWebhookInput = z.infer<typeof RotateWebhookInput>;

/** One message, or everything that was given up of one endpoint, or of the directory. */
export const ReplayInput = z.object({ directoryId: Id, messageId: Id.optional(), webhookId: Id.optional() });
export type ReplayInput = z.infer<typeof ReplayInput>;
