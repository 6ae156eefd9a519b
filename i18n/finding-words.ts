/** The sentences of findings, in one language: on pages (components/use-finding-words.ts) and in mails (lib/mail). */
import type { useFormatter, useTranslations } from "next-intl";
import type { FindingFacts, FindingKind } from "@/lib/insight/finding";
import type { CodeWords } from "./code-words";
import { spanOf } from "./span";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const counts = ["percent", "failures", "attempted", "threshold", "requests", "count", "cycles", "held"] as const;

/** What sentences are made with. */
export interface Wording {
  readonly t: ReturnType<typeof useTranslations<"findings">>;
  readonly codeWords: (code: string | null, provider: string) => CodeWords | undefined;
  readonly format: Pick<ReturnType<typeof useFormatter>, "number" | "list" | "dateTime">;
}

/** What is told of a finding. */
export interface ToldFinding {
  readonly kind: FindingKind;
  readonly facts: FindingFacts;
}

export interface FindingWords {
  readonly title: string;
  /** What it means. */
  readonly text: string;
  /** What to do, at the identity provider where it can be done there. */
  readonly todo: string;
}

type Provider = "entra" | "okta" | "other";

/** @param provider whose habits are told, and in the words of whose portal it is said what to do */
export function findingWords(
  { t }: Wording,
  kind: FindingKind,
  values: ReturnType<typeof findingValues>,
  provider: Provider,
): FindingWords {
  const told = { ...values, idp: provider };
  const title = t(`${kind}.title`, told);
  // It may begin with whom it is about: "requests", where it is nobody by name.
  return {
    title: title.charAt(0).toLocaleUpperCase() + title.slice(1),
    text: t(`${kind}.text`, told).trim(),
    todo: t(`${kind}.${provider === "entra" ? "entra" : "other"}`, told).trim(),
  };
}

/** A look-up by an attribute of an extension stands for a name too: `department eq "Sales"` says it all. */
const withoutUrns = (name: string): string => name.replace(/\burn:[\w.:-]+:(?=\w)/g, "");

/**
 * Everything that a sentence may ask for. Facts that are not as expected count as none.
 * @param provider what the identity provider is called
 * @param at now, or when it was over
 */
export function findingValues({ t, codeWords, format }: Wording, facts: FindingFacts, provider: string, at: Date) {
  const number = (name: string) => (typeof facts[name] === "number" ? facts[name] : 0);
  const text = (name: string) => (typeof facts[name] === "string" ? facts[name] : "");
  const [users, groups] = [number("users"), number("groups")];
  const whoKind = users > 0 && groups > 0 ? "both" : users > 0 ? "users" : groups > 0 ? "groups" : "none";
  const hoursLeft = number("hoursLeft");
  const names = Array.isArray(facts["names"]) ? facts["names"].map((name) => withoutUrns(String(name))) : [];
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
    hours: spanOf(format, hoursLeft * hourMs),
    silence: isNaN(lastRequestAt.getTime()) ? "" : spanOf(format, at.getTime() - lastRequestAt.getTime()),
    usual: spanOf(format, number("usualMinutes") * minuteMs),
    date: text("expiresAt") === "" ? "" : format.dateTime(new Date(text("expiresAt")), { dateStyle: "medium" }),
    name: text("name"),
    ...Object.fromEntries(counts.map((name) => [name, number(name)])),
  };
}
