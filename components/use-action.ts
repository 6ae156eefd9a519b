"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import type { Result } from "@/lib/inputs/result";
import { useActionMessage } from "./action-message";
import { unansweredAction } from "./unanswered-action";

/**
 * Runs a server action that is a button and not a form: pending until the page shows what it did, so that nobody chooses
 * by what was true before; a toast when it is refused.
 */
export function useAction() {
  const message = useActionMessage();
  const [pending, startTransition] = useTransition();

  /** Resolves with the value, or undefined when it was refused (which the toast has said). */
  async function run<Value>(action: () => Promise<Result<Value>>): Promise<{ value: Value } | undefined> {
    const result = await new Promise<Result<Value>>((resolve) => {
      startTransition(async () => {
        resolve(await action().catch(unansweredAction));
      });
    });
    if (result.ok) return { value: result.value };
    toast.error(message(result));
    return undefined;
  }

  return { pending, run };
}
