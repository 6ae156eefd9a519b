/** A mail's body out of a few kinds of blocks: as text, and as plain HTML without pictures that reads in light and dark. */

import { oneLine } from "./one-line";

export interface MailLink {
  readonly label: string;
  readonly href: string;
}

export type MailBlock =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  /** Facts of one thing, label and value, with a title and perhaps the link that deals with it. */
  | {
      readonly kind: "facts";
      readonly title: string;
      /** What it means. */
      readonly text?: string;
      readonly facts: readonly (readonly [label: string, value: string])[];
      readonly link?: MailLink;
    }
  | { readonly kind: "note"; readonly text: string; readonly link?: MailLink };

export interface MailBody {
  readonly text: string;
  readonly html: string;
}

export interface MailDocument {
  readonly title: string;
  /** Of the texts, as a BCP 47 tag. */
  readonly language: string;
  readonly blocks: readonly MailBlock[];
}

/** What people called things stays on its line, and cannot turn the reading direction of what follows. */
export function toMailBody({ title, language, blocks }: MailDocument): MailBody {
  const document = { title: oneLine(title), language, blocks: blocks.map(onOneLine) };
  return { text: `${document.blocks.map(toText).join("\n\n")}\n`, html: toHtml(document) };
}

function onOneLine(block: MailBlock): MailBlock {
  if (block.kind !== "facts") return { ...block, text: oneLine(block.text) };
  const facts = block.facts.map(([label, value]) => [label, oneLine(value)] as const);
  return { ...block, title: oneLine(block.title), facts, ...(block.text && { text: oneLine(block.text) }) };
}

function toText(block: MailBlock): string {
  switch (block.kind) {
    case "heading":
      return `${block.text}\n${"=".repeat(Math.min(block.text.length, 70))}`;
    case "text":
      return block.text;
    case "facts": {
      const lines = block.facts.map(([label, value]) => `  ${label}: ${value}`);
      const link = block.link === undefined ? [] : [`  ${block.link.label}: ${block.link.href}`];
      return [block.title, ...(block.text === undefined ? [] : [`  ${block.text}`]), ...lines, ...link].join("\n");
    }
    case "note":
      // RFC 3676 §4.3: what follows this line is not part of what is said.
      return `-- \n${block.text}${block.link === undefined ? "" : ` ${block.link.label}: ${block.link.href}`}`;
  }
}

/** Classes on div: what draws mails in Outlook for Windows knows no main, section and footer, and styles none of them. */
const style = `
  body { margin: 0; padding: 24px 16px; background: #f6f7f9; color: #1c1f26; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
  .card { max-width: 560px; margin: 0 auto; padding: 24px; background: #ffffff; border: 1px solid #e3e5ea; border-radius: 10px; }
  h1 { margin: 0 0 16px; font-size: 19px; line-height: 1.35; }
  h2 { margin: 0 0 6px; font-size: 15px; }
  p { margin: 0 0 16px; }
  .card > :last-child, .item > :last-child { margin-bottom: 0; }
  .item { margin: 0 0 16px; padding: 14px 16px; border: 1px solid #e3e5ea; border-radius: 8px; }
  .item > p { margin-bottom: 10px; }
  dl { margin: 0; } dt { color: #5b6170; font-size: 13px; } dd { margin: 0 0 8px; }
  a { color: #2f5bea; }
  .item > .act { margin: 12px 0 2px; }
  .act a { display: inline-block; padding: 8px 14px; border-radius: 8px; background: #2f5bea; color: #ffffff; font-weight: 600; text-decoration: none; }
  .foot { max-width: 560px; margin: 16px auto 0; color: #5b6170; font-size: 13px; }
  @media (max-width: 480px) { body { padding: 12px 8px; } .card { padding: 16px 14px; } .item { padding: 12px; } }
  @media (prefers-color-scheme: dark) {
    body { background: #101216; color: #e8eaf0; } .card { background: #181b21; border-color: #2c313a; }
    .item { border-color: #2c313a; } dt, .foot { color: #a2a9b8; } a { color: #93aaff; }
    .act a { background: #93aaff; color: #101216; }
  }`;

function toHtml({ title, language, blocks }: MailDocument): string {
  const note = blocks
    .filter((block) => block.kind === "note")
    .map(({ text, link }) => `<p>${escape(text)}${link === undefined ? "" : ` ${anchor(link)}`}</p>`);
  const rest = blocks.filter((block) => block.kind !== "note").map(blockHtml);
  return `<!doctype html>
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${style}
</style>
</head>
<body>
<div class="card" role="main">
${rest.join("\n")}
</div>
<div class="foot" role="contentinfo">${note.join("\n")}</div>
</body>
</html>
`;
}

function blockHtml(block: Exclude<MailBlock, { kind: "note" }>): string {
  switch (block.kind) {
    case "heading":
      return `<h1>${escape(block.text)}</h1>`;
    case "text":
      return `<p>${escape(block.text)}</p>`;
    case "facts": {
      const facts = block.facts.map(([label, value]) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`);
      const link = block.link === undefined ? "" : `<p class="act">${anchor(block.link)}</p>`;
      const text = block.text === undefined ? "" : `<p>${escape(block.text)}</p>`;
      return `<div class="item"><h2>${escape(block.title)}</h2>${text}<dl>${facts.join("")}</dl>${link}</div>`;
    }
  }
}

const anchor = ({ label, href }: MailLink): string => `<a href="${escape(href)}">${escape(label)}</a>`;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
