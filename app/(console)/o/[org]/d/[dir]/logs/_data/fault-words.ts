import type { useTranslations } from "next-intl";
import type { QueryFault } from "./query-faults";

type Translate = ReturnType<typeof useTranslations<"logs.unread">>;

/** What is wrong with a part of the URL, and what is possible there. */
export function faultWords(t: Translate, { name, reason }: QueryFault): string {
  switch (reason.kind) {
    case "unknown":
      return t("unknown", { name, values: reason.values.join(", ") });
    case "values":
      return t("values", { values: reason.values.join(", ") });
    default:
      return t(reason.kind);
  }
}

/** All of it as plain text, for who asked for a file and not for a page. */
export function faultText(t: Translate, faults: readonly QueryFault[]): string {
  const lines = faults.map((fault) => `${fault.name}=${fault.value}\n${faultWords(t, fault)}\n`);
  return [`${t("title", { count: faults.length })} ${t("refused")}\n`, ...lines].join("\n");
}
