import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { requireSignedIn } from "@/lib/auth/session";
import type { SignedInContext } from "@/lib/auth/signed-in";
import type { Result } from "@/lib/inputs/result";
import { run } from "./admin-action";
import { toFailure } from "./failure";

/** A server action on one's own account, of no particular organization: session → input → use-case. */
export function accountAction<Input extends z.ZodType, Value>(
  input: Input,
  handler: (context: SignedInContext, input: z.output<Input>) => Promise<Value>,
): (raw: unknown) => Promise<Result<Value>> {
  return async (raw) => {
    try {
      const context = await requireSignedIn();
      return await run(input, raw, (parsed) => handler(context, parsed));
    } catch (error) {
      unstable_rethrow(error);
      return toFailure(error);
    }
  };
}
