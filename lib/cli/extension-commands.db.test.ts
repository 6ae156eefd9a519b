import { expect, test } from "vitest";
import { createUnattendedTenant } from "@/prisma/factories";
import { runCommandLine } from "./command-line";

const urn = "urn:contoso:scim:schemas:extension:hr:1.0:User";

async function muster(command: string, input: unknown = undefined) {
  const lines: string[] = [];
  const code = await runCommandLine(command.split(" "), {
    out: (text) => lines.push(text),
    error: (text) => lines.push(text),
    readInput: () => Promise.resolve(typeof input === "string" ? input : JSON.stringify(input)),
  });
  return { code, text: lines.join("\n") };
}

test("an operator defines, lists and removes an extension", async () => {
  const { organization } = await createUnattendedTenant();
  const of = `--organization ${organization.slug} --directory generic`;
  const extension = { urn, name: "HR", attributes: [{ name: "badge", type: "string" }] };
  expect(await muster(`directory extension set ${of} --file -`, extension)).toEqual({
    code: 0,
    text: `generic has the extension ${urn}, attributes: 1.`,
  });
  const { text } = await muster(`directory extension list ${of} --json`);
  expect(JSON.parse(text)).toEqual({ extensions: [extension] });
  expect(await muster(`directory extension remove ${of} --urn ${urn}`)).toEqual({
    code: 0,
    text: `generic no longer has the extension ${urn}.`,
  });
  expect((await muster(`directory extension list ${of}`)).text).toContain("has no extension");
});

test.each([
  ["what is not JSON", "set", "nonsense", "not JSON"],
  [
    "a standard's URN",
    "set",
    { urn: "urn:ietf:x:y", name: "n", attributes: [{ name: "a", type: "string" }] },
    "urn: URNs",
  ],
  [
    "a name that is none",
    "set",
    { urn, name: "n", attributes: [{ name: "1", type: "string" }] },
    "attributes: 0: name: A name",
  ],
  ["no such extension", `remove --urn ${urn}`, "", "no such extension"],
])("%s is refused in words that help", async (_, command, input, words) => {
  const { organization } = await createUnattendedTenant();
  const file = command === "set" ? " --file -" : "";
  const { code, text } = await muster(
    `directory extension ${command} --organization ${organization.slug} --directory generic${file}`,
    input,
  );
  expect(code).toBe(1);
  expect(text).toContain(words);
});
