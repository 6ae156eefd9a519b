"use client";

import { useState } from "react";
import { toast } from "sonner";
import type { Result } from "@/lib/inputs/result";
import { useActionMessage } from "./action-message";

/** Runs a server action that is a button and not a form: pending while it runs, a toast when it is refused. */
export function useAction() {
  const message = useActionMessage();
  const [pending, setPending] = useState(false);

  /** Resolves with the value, or undefined when it was refused (which the toast has said). */
  async function run<Value>(action: () => Promise<Result<Value>>): Promise<{ value: Value } | undefined> {
    setPending(true);
    const result = await action().catch((): Result<Value> => ({ ok: false, message: "errors.unexpected" }));
    setPending(false);
    if (result.ok) return { value: result.value };
    toast.error(message(result));
    return undefined;
  }

  return { pending, run };
}
