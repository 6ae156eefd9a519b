import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { FetchError, fetchPublic } from "./fetch-public";

let server: Server | undefined;
let asked: string[] = [];

/** A real server on this machine. @returns its origin */
async function serve(answer: RequestListener): Promise<string> {
  asked = [];
  const running = createServer((request, response) => {
    asked.push(request.url ?? "");
    return answer(request, response);
  });
  server = running;
  await new Promise<void>((resolve) => running.listen(0, "127.0.0.1", resolve));
  const address = running.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

const openly = { allowPrivate: true };
const strictly = { allowPrivate: false };

test("a document is fetched as it is", async () => {
  const origin = await serve((_, response) => response.end('{"keys":[]}'));
  expect(await fetchPublic(new URL(`${origin}/keys`), openly)).toBe('{"keys":[]}');
});

describe("what a tenant's address must not make us do", () => {
  test("http is refused, and nobody is asked", async () => {
    const origin = await serve((_, response) => response.end("{}"));
    await expect(fetchPublic(new URL(`${origin}/keys`), strictly)).rejects.toThrow(/is not https/);
    expect(asked).toEqual([]);
  });

  test.each([
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.1:8443/",
    // Other notations of 127.0.0.1, which a URL makes plain.
    "https://2130706433/",
    "https://0x7f.1/",
    // Names that resolve to this machine.
    "https://localhost/",
  ])("%s is not a public address", async (url) => {
    await expect(fetchPublic(new URL(url), strictly)).rejects.toThrow(/is not a public address/);
  });

  test("a redirect is not followed", async () => {
    const origin = await serve((_, response) => response.writeHead(302, { location: "/inside" }).end());
    await expect(fetchPublic(new URL(`${origin}/keys`), openly)).rejects.toThrow(/answered 302, not 200/);
    expect(asked).toEqual(["/keys"]);
  });

  test("an endless document is cut off", async () => {
    const origin = await serve((_, response) => {
      const more = () => void (response.write("x".repeat(65_536)) ? setImmediate(more) : response.once("drain", more));
      more();
    });
    await expect(fetchPublic(new URL(`${origin}/keys`), openly)).rejects.toThrow(/is larger than 262144 bytes/);
  });

  test.each(["before", "after"])("one that never comes is given up, %s its first byte", async (when) => {
    const origin = await serve((_, response) => void (when === "after" ? response.write("{") : undefined));
    const rules = { allowPrivate: true, timeLimitMs: 50 };
    await expect(fetchPublic(new URL(`${origin}/keys`), rules)).rejects.toThrow(/did not answer within 0.05 s/);
  });

  test("a name that does not exist is a refusal, not a fault", async () => {
    await expect(fetchPublic(new URL("https://nobody.invalid/"), strictly)).rejects.toThrow(FetchError);
  });
});
