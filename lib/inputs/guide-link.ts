import { z } from "zod";
import { ExpiresInDays } from "./expiry";
import { MarkStepInput } from "./guide-step";
import { TestConnectionInput } from "./test-connection";
import { Id, Name } from "./text";

/** Days that a setup link may live: long enough to do the set-up, not to be forgotten. */
export const guideLinkDays = [1, 7, 30] as const;
export const defaultGuideLinkDays = 7;

const isLinkLifetime = (days: number) => guideLinkDays.some((preset) => preset === days);

export const CreateGuideLinkInput = z.object({
  directoryId: Id,
  /** For whom it is; its tokens are named so, and the audit log says it of whatever was done through it. */
  label: Name.max(80, { error: "validation.tooLong" }),
  expiresInDays: z.number({ error: "validation.choose" }).refine(isLinkLifetime, { error: "validation.choose" }),
});
export type CreateGuideLinkInput = z.infer<typeof CreateGuideLinkInput>;

export const RevokeGuideLinkInput = z.object({ linkId: Id });
export type RevokeGuideLinkInput = z.infer<typeof RevokeGuideLinkInput>;

/** A token made through a setup link: it is named after the link, and always has an end. */
export const CreateLinkTokenInput = z.object({ expiresInDays: ExpiresInDays });
export type CreateLinkTokenInput = z.infer<typeof CreateLinkTokenInput>;

/** A step of the guide that a link shows. */
export const MarkLinkStepInput = MarkStepInput.omit({ directoryId: true });
export type MarkLinkStepInput = z.infer<typeof MarkLinkStepInput>;

/** Turning the service on asks for nothing. */
export const EnableServiceInput = z.object({});

/** A connection test of the link's directory. */
export const TestLinkConnectionInput = TestConnectionInput.omit({ directoryId: true });
export type TestLinkConnectionInput = z.infer<typeof TestLinkConnectionInput>;
