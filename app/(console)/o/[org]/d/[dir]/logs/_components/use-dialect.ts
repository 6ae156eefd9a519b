import { useMessages, useTranslations } from "next-intl";

/** What people call a client's dialect. */
export function useDialect(): (dialect: string | null) => string | null {
  const { event } = useMessages();
  const t = useTranslations("event.dialectName");
  const isKnown = (key: string): key is keyof typeof event.dialectName => Object.hasOwn(event.dialectName, key);
  return (dialect) => (dialect !== null && isKnown(dialect) ? t(dialect) : dialect);
}
