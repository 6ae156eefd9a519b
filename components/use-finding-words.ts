import { useFormatter, useNow, useTranslations } from "next-intl";
import type { FindingFacts, FindingKind } from "@/lib/insight/finding";
import { useCodeWords } from "./use-code-words";
import { useSpan } from "./use-span";

export interface FindingWords {
  readonly title: string;
  /** What it means. */
  readonly text: string;
  /** What to do, at the identity provider where it can be done there. */
  readonly todo: string;
  /** A few words, for the pill. */
  readonly short: string;
}

type Provider = "entra" | "okta" | "other";

interface ToldFinding {
  readonly kind: FindingKind;
  readonly facts: FindingFacts;
  /** Of one that is told of as past. */
  readonly clearedAt?: Date | null;
}

/** The sentences of findings of one directory. */
export function useFindingWords(provider: Provider) {
  const t = useTranslations("findings");
  const reasons = useTranslations("health.reason");
  const providers = useTranslations("provider.short");
  const valuesOf = useValues();
  return ({ kind, facts, clearedAt }: ToldFinding): FindingWords => {
    const values = valuesOf(facts, providers(provider), clearedAt ?? undefined);
    return {
      title: t(`${kind}.title`, values),
      text: t(`${kind}.text`, values).trim(),
      todo: t(`${kind}.${provider === "entra" ? "entra" : "other"}`, values),
      short: reasons(kind, values),
    };
  };
}

/** Everything that a sentence may ask for. */
function useValues() {
  const t = useTranslations("findings");
  const codeWords = useCodeWords();
  const format = useFormatter();
  const span = useSpan();
  const now = useNow();
  return (facts: FindingFacts, provider: string, at: Date = now) => {
    const number = (name: string) => (typeof facts[name] === "number" ? facts[name] : 0);
    const text = (name: string) => (typeof facts[name] === "string" ? facts[name] : "");
    const [users, groups] = [number("users"), number("groups")];
    const whoKind = users > 0 && groups > 0 ? "both" : users > 0 ? "users" : groups > 0 ? "groups" : "none";
    const hoursLeft = number("hoursLeft");
    const names = Array.isArray(facts["names"]) ? facts["names"] : [];
    const total = users + groups || number("count");
    const lastRequestAt = new Date(text("lastRequestAt"));
    const code = text("code");
    const words = codeWords(code, provider);
    return {
      provider,
      reason: words?.title ?? code,
      recommendation: words?.recommendation ?? "",
      credential: /T0[6-9]|T1[03]/.test(code) ? t("secret") : t("token"),
      who: t("who", { kind: whoKind, users, groups, requests: t("requests") }),
      names:
        names.length === 0
          ? ""
          : t("named", {
              names: String(format.list(names, { type: "unit" })),
              more: Math.max(0, total - names.length),
            }),
      when: facts["isReached"] === true ? "reached" : hoursLeft > 0 ? "forecast" : "other",
      hours: span(hoursLeft * hourMs),
      silence: isNaN(lastRequestAt.getTime()) ? "" : span(at.getTime() - lastRequestAt.getTime()),
      usual: span(number("usualMinutes") * minuteMs),
      date: text("expiresAt") === "" ? "" : format.dateTime(new Date(text("expiresAt")), { dateStyle: "medium" }),
      name: text("name"),
      ...Object.fromEntries(counts.map((name) => [name, number(name)])),
    };
  };
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const counts = ["percent", "failures", "attempted", "threshold", "requests", "count", "cycles", "held"] as const;
