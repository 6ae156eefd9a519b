import { z } from "zod";
import { toldKinds } from "@/lib/alerts/told-findings";
import { Email, Id } from "./text";

export const recipientsMax = 10;

/** The addresses that a person wrote, one a line or between commas and semicolons; each once. */
const Recipients = z
  .string({ error: "validation.recipients" })
  .max(5_000, { error: "validation.recipientsMany", abort: true })
  .transform((text, context) => {
    const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
    const emails = [...new Set(parts.flatMap((part) => Email.safeParse(part).data ?? []))];
    const isWrong = parts.some((part) => !Email.safeParse(part).success);
    if (isWrong) context.addIssue({ code: "custom", message: "validation.recipients" });
    else if (emails.length > recipientsMax) context.addIssue({ code: "custom", message: "validation.recipientsMany" });
    return emails;
  });

/** None: the organization's owners and admins. */
export const SetRecipientsInput = z.object({ directoryId: Id, recipients: Recipients });
export type SetRecipientsInput = z.infer<typeof SetRecipientsInput>;

export const SendTestMailInput = z.object({ directoryId: Id });
export type SendTestMailInput = z.infer<typeof SendTestMailInput>;

/** Of the operator's command line. */
export const TestMailInput = z.object({ to: Email });

/** What a directory tells of failures. A kind that is not known is none of ours. */
export const SetAlertsInput = z.object({
  directoryId: Id,
  /** "Send an e-mail when a failure occurs." */
  failureMail: z.boolean({ error: "validation.choose" }),
  quietKinds: z
    .array(z.enum(toldKinds, { error: "validation.choose" }), { error: "validation.choose" })
    .max(toldKinds.length, { error: "validation.choose" })
    .transform((kinds) => toldKinds.filter((kind) => kinds.includes(kind))),
});
export type SetAlertsInput = z.infer<typeof SetAlertsInput>;
