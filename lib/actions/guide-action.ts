import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { OpenGuide } from "@/lib/auth/guide-access";
import { findGuideAccess } from "@/lib/auth/guide-request";
import { requirePermission } from "@/lib/auth/permissions";
import type { Permission } from "@/lib/auth/permissions";
import type { Result } from "@/lib/inputs/result";
import { run } from "./admin-action";
import { toFailure } from "./failure";

/**
 * Makes a server action of a use-case for whoever holds a setup link: link → permission → input → use-case. The directory
 * comes from the link, never from the input.
 */
export function guideAction<Input extends z.ZodType, Value>(
  input: Input,
  permission: Permission,
  handler: (guide: OpenGuide, input: z.output<Input>) => Promise<Value>,
): (secret: string, raw: unknown) => Promise<Result<Value>> {
  return async (secret, raw) => {
    try {
      const guide = await findGuideAccess(String(secret));
      if (guide.kind !== "open") return { ok: false, message: "errors.guideLinkEnded" };
      requirePermission(guide.scope.actor, permission, guide.scope.directoryId);
      return await run(input, raw, (parsed) => handler(guide, parsed));
    } catch (error) {
      unstable_rethrow(error);
      return toFailure(error);
    }
  };
}
