import { z } from "zod";
import { Id } from "./text";

/** What a file of people may have, in UTF-8 bytes; the body of its action is a little more (next.config.ts). */
export const peopleFileBytesMax = 2 * 1024 * 1024;

/** How many people a made-up company has. */
export const companySizes = [25, 100, 500] as const;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const Company = z.object({ kind: z.literal("company"), people: z.literal(companySizes) });

const PeopleFile = z.object({
  kind: z.literal("file"),
  /** Null: it was pasted. */
  name: z.string().max(255, { error: "validation.tooLong" }).nullable(),
  text: z
    .string({ error: "validation.required" })
    .max(peopleFileBytesMax, { error: "validation.fileTooLarge", abort: true })
    .refine((text) => text.trim() !== "", { error: "validation.required" })
    .refine((text) => bytesOf(text) <= peopleFileBytesMax, { error: "validation.fileTooLarge" }),
});

export const StartRehearsalInput = z.object({
  directoryId: Id,
  /** Whether Entra is to speak the dialect of `?aadOptscim062020`. */
  isCompliant: z.boolean(),
  people: z.discriminatedUnion("kind", [Company, PeopleFile]),
});
export type StartRehearsalInput = z.infer<typeof StartRehearsalInput>;
