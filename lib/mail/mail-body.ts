/** A mail's body out of a few kinds of blocks: as text, and as plain HTML without pictures that reads in light and dark. */

import { oneLine } from "./one-line";

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
      readonly link?: { readonly label: string; readonly href: string };
    }
  | { readonly kind: "note"; readonly text: string };

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
      return `-- \n${block.text}`;
  }
}

const style = `
  body { margin: 0; padding: 24px 16px; background: #f6f7f9; color: #1c1f26; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
  main { max-width: 560px; margin: 0 auto; padding: 24px; background: #ffffff; border: 1px solid #e3e5ea; border-radius: 10px; }
  h1 { margin: 0 0 16px; font-size: 19px; line-height: 1.35; }
  h2 { margin: 0 0 6px; font-size: 15px; }
  p { margin: 0 0 16px; }
  section { margin: 0 0 16px; padding: 14px 16px; border: 1px solid #e3e5ea; border-radius: 8px; }
  dl { margin: 0; } dt { color: #5b6170; font-size: 13px; } dd { margin: 0 0 6px; }
  a { color: #2f5bea; font-weight: 600; }
  footer { max-width: 560px; margin: 16px auto 0; color: #5b6170; font-size: 13px; }
  @media (prefers-color-scheme: dark) {
    body { background: #101216; color: #e8eaf0; } main { background: #181b21; border-color: #2c313a; }
    section { border-color: #2c313a; } dt, footer { color: #a2a9b8; } a { color: #93aaff; }
  }`;

function toHtml({ title, language, blocks }: MailDocument): string {
  const note = blocks.filter((block) => block.kind === "note").map(({ text }) => `<p>${escape(text)}</p>`);
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
<main>
${rest.join("\n")}
</main>
<footer>${note.join("\n")}</footer>
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
      const link =
        block.link === undefined ? "" : `<a href="${escape(block.link.href)}">${escape(block.link.label)}</a>`;
      const text = block.text === undefined ? "" : `<p>${escape(block.text)}</p>`;
      return `<section><h2>${escape(block.title)}</h2>${text}<dl>${facts.join("")}</dl>${link}</section>`;
    }
  }
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
