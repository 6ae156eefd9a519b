"use client";

import { useMessages, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Failure, MessageKey } from "@/lib/inputs/result";

/**
 * Puts what a form or a server action refused into the reader's words. The key comes over the wire, so one that these
 * messages do not have becomes the general one.
 */
export function useActionMessage(): (failure: Pick<Failure, "message" | "values">) => string {
  const { errors, validation, signIn, setup } = useMessages();
  const t = useTranslations();
  return useMemo(() => {
    const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = { errors, validation, signIn, setup };
    return ({ message, values }) => {
      if (message === "signIn.throttled") return t(message, { minutes: Number(values?.["minutes"] ?? 1) });
      if (message === "errors.userNameTaken") {
        return t(message, { userName: String(values?.["userName"] ?? ""), holder: String(values?.["holder"] ?? "") });
      }
      if (message === "errors.trialsMany") return t(message, { most: Number(values?.["most"] ?? 1) });
      const reference = values?.["requestId"];
      if (message === "errors.unexpected" && reference !== undefined)
        return t("errors.unexpectedReference", { reference: String(reference) });
      return textOf(groups, message) ?? t("errors.unexpected");
    };
  }, [t, errors, validation, signIn, setup]);
}

/** The refusals with placeholders stand above; the others are plain text. */
function textOf(groups: Readonly<Record<string, Readonly<Record<string, string>>>>, key: MessageKey) {
  const dot = key.indexOf(".");
  return groups[key.slice(0, dot)]?.[key.slice(dot + 1)];
}
