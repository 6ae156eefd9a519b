import { applications } from "@/lib/applications/applications";
import type { TakenMessage } from "@/lib/db/outbox";
import { toMailBody } from "@/lib/mail/mail-body";
import type { MailBlock } from "@/lib/mail/mail-body";
import type { MailWords } from "@/lib/mail/mail-words";
import type { Mail } from "@/lib/mail/mailer";
import { failureKinds } from "./event-types";
import { Failure } from "./failure";
import type { ToldFinding } from "./failure";
import { findingLink } from "./finding-link";
import { whyTold } from "./why-told";

/**
 * The mail of a failure that has begun, become critical, goes on, or is over: each finding as the page Health
 * says it, with its code, what to do at the identity provider, and the link to its requests in the log.
 * @param baseUrl where the console is, without trailing slash
 */
export function failureMail(
  { id, recipient, kind, payload, createdAt }: TakenMessage,
  baseUrl: string,
  words: MailWords,
): Mail {
  const { organization, directory, startedAt, findings, more } = Failure.parse(payload);
  const { t, language, instant } = words;
  const sentencesOf = (finding: ToldFinding) =>
    words.finding(finding, directory.provider, finding.clearedAt ?? createdAt);
  const phase = (["started", "worse", "going", "over"] as const).find((one) => failureKinds[one] === kind) ?? "going";
  const provider = t(`provider.${directory.provider}`);
  const [first] = findings;
  const named = {
    directory: directory.name,
    organization: organization.name,
    application: applications[directory.application].name,
    provider,
    idp: directory.provider,
    when: instant(new Date(Math.min(startedAt.getTime(), ...findings.map(({ since }) => since.getTime())))),
    first: first === undefined ? "" : sentencesOf(first).title,
    others: Math.max(0, findings.length - 1) + more,
  };
  const subject = t(`failure.subject.${phase}`, named);
  const linkOf = (finding: ToldFinding) => {
    const { page, path } = findingLink(organization.slug, directory.slug, finding);
    return { label: t(`failure.${page}`), href: baseUrl + path };
  };
  const blocks: MailBlock[] = [
    { kind: "heading", text: t(`failure.title.${phase}`, named) },
    { kind: "text", text: t(`failure.intro.${phase}`, named) },
    ...findings.map((finding): MailBlock => {
      const { since, clearedAt, facts } = finding;
      const { title, text, todo } = sentencesOf(finding);
      const code = typeof facts["code"] === "string" ? [[t("failure.code"), facts["code"]] as const] : [];
      const began = [t("failure.since"), instant(since)] as const;
      if (clearedAt !== null)
        return { kind: "facts", title, facts: [began, [t("failure.until"), instant(clearedAt)], ...code] };
      return {
        kind: "facts",
        title,
        text,
        facts: [...(todo === "" ? [] : [[t("failure.todo"), todo] as const]), began, ...code],
        link: linkOf(finding),
      };
    }),
    ...(more === 0 ? [] : [{ kind: "text", text: t("failure.more", { count: more }) } as const]),
    whyTold(words, { organization, directory }, baseUrl),
  ];
  return { id, to: recipient, date: createdAt, subject, ...toMailBody({ title: subject, language, blocks }) };
}
