import { useFormatter, useTranslations } from "next-intl";
import type { Meaning } from "@/lib/console/who-is";
import { routes } from "@/lib/routes";

/** What an id is, in a sentence. */
export function MeaningSentence({ meaning }: { meaning: Meaning }) {
  const t = useTranslations("meaning");
  const format = useFormatter();
  const day = (date: Date) => format.dateTime(date, { dateStyle: "medium", timeStyle: "short" });
  if (meaning.kind === "nobody") {
    const since = meaning.logBegins;
    return since === null ? t("nobodyNoLog") : t("nobody", { since: day(since) });
  }
  const name = meaning.name ?? meaning.id;
  const at = meaning.at === null ? "" : day(meaning.at);
  switch (meaning.kind) {
    case "user":
    case "group":
      return t(`${meaning.kind}.${meaning.isExternal ? "external" : "own"}`, { name });
    case "formerUser":
    case "formerGroup":
      return t(`${meaning.kind}.${meaning.isExternal ? "external" : "own"}`, { name, at });
    case "deleted":
      return t("deleted", { name, at });
    case "request":
      return meaning.name === null ? t("requestOfNobody", { at }) : t("request", { name, at });
    default:
      return t(`${meaning.kind}.${meaning.at === null ? "live" : "revoked"}`, { name, at });
  }
}

/** Where it is shown; undefined for what is nowhere. */
export function hrefOfMeaning(meaning: Meaning, org: string, dir: string): string | undefined {
  switch (meaning.kind) {
    case "user":
    case "deleted":
    case "formerUser":
      return routes.user(org, dir, meaning.id);
    case "group":
    case "formerGroup":
      return routes.group(org, dir, meaning.id);
    case "request":
      return routes.logs(org, dir, { range: "all", event: meaning.id });
    case "token":
    case "client":
      return routes.logs(org, dir, { range: "all", credential: meaning.id });
    default:
      return undefined;
  }
}
