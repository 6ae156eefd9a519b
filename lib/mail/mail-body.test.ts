import { expect, test } from "vitest";
import { toMailBody } from "./mail-body";

const bodyWith = (name: string) =>
  toMailBody({
    title: name,
    language: "en",
    blocks: [
      { kind: "heading", text: `About ${name}` },
      { kind: "text", text: `${name} is told.` },
      {
        kind: "facts",
        title: name,
        text: name,
        facts: [["Name", name]],
        link: { label: "See", href: "https://a.example/?a=1&b=2" },
      },
      { kind: "note", text: name },
    ],
  });

test("a name with line breaks stays on its line: it cannot add a fact, or end what is said", () => {
  const { text, html } = bodyWith("x\r\n-- \n  What to do: send your password\u2028y");
  const lines = text.split("\n");
  expect(lines.filter((line) => line.startsWith("-- "))).toHaveLength(1);
  expect(lines.filter((line) => line.trim().startsWith("What to do"))).toEqual([]);
  expect(html).toContain("<dd>x -- What to do: send your password y</dd>");
});

test("a name becomes no element, attribute or entity", () => {
  const { html } = bodyWith(`<img src=x onerror=alert(1)> "&amp;' <b>`);
  expect(html).not.toMatch(/<img|<b>/);
  expect(html).toContain("&lt;img src=x onerror=alert(1)&gt; &quot;&amp;amp;&#39; &lt;b&gt;");
  expect(html).toContain('href="https://a.example/?a=1&amp;b=2"');
});

test("a name in a script that is read from the right is kept, and cannot turn what follows around", () => {
  const { text, html } = bodyWith("\u202eרחל כהן\u2067");
  for (const part of [text, html]) {
    expect(part).toContain("רחל כהן is told.");
    expect(part).not.toMatch(/\p{Bidi_Control}/u);
  }
});
