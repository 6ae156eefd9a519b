import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Result } from "@/lib/inputs/result";
import { run } from "./admin-action";
import { toFailure } from "./failure";

/** A server action for somebody who is not signed in (the setup link): input → use-case, which checks its own secret. */
export function publicAction<Input extends z.ZodType, Value>(
  input: Input,
  handler: (input: z.output<Input>) => Promise<Value>,
): (raw: unknown) => Promise<Result<Value>> {
  return async (raw) => {
    try {
      return await run(input, raw, handler);
    } catch (error) {
      unstable_rethrow(error);
      return toFailure(error);
    }
  };
}
