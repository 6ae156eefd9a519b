import { afterEach, beforeEach, expect, test } from "vitest";
import { FetchError, requestPublic } from "@/lib/auth/fetch-public";
import { startWebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import type { WebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import { connectionProblem } from "./webhook-problem";

let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = await startWebhookReceiver({ answer: () => "never" });
});
afterEach(() => receiver.stop());

/** What a request fails of, in the word that people are told. */
async function problemOf(url: string, allowPrivate = true): Promise<string> {
  const request = { method: "POST", headers: {}, body: "{}", sizeLimitBytes: 100 } as const;
  const error: unknown = await requestPublic(new URL(url), request, { allowPrivate, timeLimitMs: 200 }).catch(
    (thrown: unknown) => thrown,
  );
  return error instanceof FetchError ? connectionProblem(error) : expect.fail("it did not fail");
}

test("a receiver that never answers is given up when its time is over", async () => {
  expect(await problemOf(receiver.url)).toBe("hookTimeout");
  expect(receiver.received).toHaveLength(1);
});

test.each([
  "https://127.0.0.1/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://10.1.2.3/",
  "https://172.16.0.1/",
  "https://192.168.1.1/",
  "https://169.254.169.254/latest/meta-data",
  "https://[fd00::1]/",
  "https://[fe80::1]/",
  "https://0.0.0.0/",
  "https://2130706433/",
  "https://localhost/",
])("%s is this machine or its network, and is not asked", async (url) => {
  expect(await problemOf(url, false)).toBe("hookNotPublic");
});

test("what is not https is not asked, and what speaks no TLS is not trusted", async () => {
  expect(await problemOf(receiver.url, false)).toBe("hookNotHttps");
  expect(await problemOf(receiver.url.replace("http:", "https:"))).toBe("hookTls");
  expect(receiver.received).toEqual([]);
});
