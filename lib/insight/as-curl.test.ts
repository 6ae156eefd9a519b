import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { asCurl } from "./as-curl";

/** What a shell would hand to curl. */
const argumentsOf = (command: string): string[] =>
  execFileSync("sh", ["-c", `curl() { for a; do printf '%s\\0' "$a"; done; }; TOKEN=mus_x; ${command}`])
    .toString()
    .split("\0")
    .slice(0, -1);

test("a copied request is what was sent, whatever stands in it, and has no token of its own", () => {
  const body = `{"displayName":"O'Neil $(id) \`id\` \\"x\\"\\n!"}`;
  const url = `https://muster.example/scim/v2/Users?filter=userName%20eq%20"a'b"`;
  const command = asCurl({ method: "POST", url, body });
  expect(command).toContain(`Bearer $TOKEN`);
  expect(argumentsOf(command)).toEqual([
    "-X",
    "POST",
    url,
    "-H",
    "Authorization: Bearer mus_x",
    "-H",
    "Content-Type: application/scim+json",
    "--data-raw",
    body,
  ]);
});

test("a request without a body has none when it is copied", () => {
  expect(argumentsOf(asCurl({ method: "GET", url: "https://muster.example/scim/v2/Users", body: null }))).toHaveLength(
    5,
  );
});
