import { useMessages, useTranslations } from "next-intl";
import { flaws, skipReasons } from "@/lib/console/rehearsal-report";
import type { RehearsalSource, RehearsedGroup } from "@/lib/console/rehearsal-report";
import type { RehearsedSentence } from "./rehearsed-list";

/** Where things are put right. */
export interface RehearsalLinks {
  readonly domains: string;
  readonly mapping: string;
}

/** Codes whose remedy is on a page of ours: D is about domains, A and P about attributes (lib/insight/codes.ts). */
const pages = { D: "domains", A: "mapping", P: "mapping" } as const;

/** The sentences of a report: what is wrong with whom, what to do, and where. */
export function useRehearsalWords(
  words: { readonly application: string; readonly provider: string },
  links: RehearsalLinks,
) {
  const t = useTranslations("rehearsal");
  const codeWords = useTranslations("codes");
  const { codes } = useMessages();

  const linkOf = (code: string): RehearsedSentence["link"] => {
    const [, letter] = /^MUSTER-([DAP])/.exec(code) ?? [];
    if (letter !== "D" && letter !== "A" && letter !== "P") return undefined;
    const page = pages[letter];
    return { href: links[page], label: t(page === "domains" ? "openDomains" : "openMapping") };
  };

  return {
    source(source: RehearsalSource): string {
      const { people } = source;
      if (source.kind === "company") return t("source.company", { people });
      return source.name === null ? t("source.pasted", { people }) : t("source.file", { people, name: source.name });
    },

    skipped({ reason, objects }: RehearsedGroup): RehearsedSentence {
      const known = skipReasons.find((each) => each === reason) ?? "outOfScope";
      const count = objects.length;
      return { title: t(`skip.${known}.title`, { count, ...words }), todo: t(`skip.${known}.todo`, words) };
    },

    flaw({ reason, objects }: RehearsedGroup): RehearsedSentence {
      const known = flaws.find((each) => each === reason) ?? "managerMissing";
      return { title: t(`flaw.${known}.title`, { count: objects.length }), todo: t(`flaw.${known}.todo`, words) };
    },

    refused({ reason }: RehearsedGroup): RehearsedSentence {
      if (reason === "DuplicateSourceEntries") {
        return { title: t("entraCode.duplicate.title", words), todo: t("entraCode.duplicate.todo", words) };
      }
      const code = Object.keys(codes).find((each): each is keyof typeof codes => each === reason);
      if (code === undefined) {
        return { title: t("entraCode.other.title", { ...words, code: reason }), todo: t("entraCode.other.todo") };
      }
      const link = linkOf(code);
      return {
        title: codeWords(`${code}.title`),
        todo: codeWords(`${code}.recommendation`, words),
        ...(link && { link }),
      };
    },
  };
}
