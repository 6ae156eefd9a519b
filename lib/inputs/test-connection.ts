import { z } from "zod";
import { Id } from "./text";

export const TestConnectionInput = z.object({
  directoryId: Id,
  /** A token to try, as it was stored; left out or empty: Muster makes one for the test and ends it afterwards. */
  token: z.string().max(500, { error: "validation.tooLong" }).optional(),
});
export type TestConnectionInput = z.infer<typeof TestConnectionInput>;
