import { expect, test } from "vitest";
import { messagesByLanguage } from "@/i18n/messages-by-language";
import { findingKinds } from "@/lib/insight/finding";

/** Words that mean something only beside what a page shows. */
const pointing = /\b(above|below|here|this (page|request|row|list)|that page|beside)\b/i;

test("findings and advice say where things are, because mails and webhooks say them too", () => {
  const { codes, findings, mail } = messagesByLanguage.en;
  const told = Object.entries({
    codes,
    mail,
    ...Object.fromEntries(findingKinds.map((kind) => [kind, findings[kind]])),
  });
  const texts = told.flatMap(([name, group]) => textsOf(group, name));
  expect(texts.length).toBeGreaterThan(150);
  expect(texts.filter(({ text }) => pointing.test(text))).toEqual([]);
});

function textsOf(group: unknown, name: string): { name: string; text: string }[] {
  if (typeof group === "string") return [{ name, text: group }];
  return typeof group === "object" && group !== null
    ? Object.entries(group).flatMap(([key, each]) => textsOf(each, `${name}.${key}`))
    : [];
}
