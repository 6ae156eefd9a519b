import { useTranslations } from "next-intl";

const known = [
  "entra",
  "okta",
  "onelogin",
  "rules",
  "validator",
  "gallery",
  "okta-test",
  "rfc7643",
  "rfc7644",
  "rfc9865",
] as const;

/** The name of a group of cases by its id; of one that is not known any more, the name that its report gives it. */
export function useGroupTitle(): (id: string, title?: string) => string {
  const t = useTranslations("conformance.groupTitle");
  return (id, title) => {
    const key = known.find((one) => one === id);
    return key === undefined ? (title ?? id) : t(key);
  };
}
