import { afterAll, beforeAll } from "vitest";
import { serve, stopServersAfterAll } from "@/lib/entra/__fixtures__/broken-servers";
import { handleScimNodeAt, shutdownScim, startScim } from "@/lib/http/node-door";
import type { TestClock } from "./test-clock";

/**
 * Muster's SCIM service for the tests of a file, at which requests arrive by a clock.
 * @param meanwhile what happens before a request is let in
 * @returns where it answers, once the tests have begun
 */
export function serveByClock(clock: TestClock, meanwhile = (): Promise<void> => Promise.resolve()): () => string {
  stopServersAfterAll();
  let server = "";
  beforeAll(async () => {
    await startScim();
    const handle = handleScimNodeAt(clock.arrive);
    server = await serve((request, response) => void meanwhile().then(() => handle(request, response)));
  });
  afterAll(() => shutdownScim());
  return () => server;
}
