import pino from "pino";
import { expect, test } from "vitest";
import { redactedPaths } from "./log";

test.each([
  { token: "hunter2" },
  { request: { authorization: "Bearer hunter2" } },
  { request: { headers: { authorization: "Bearer hunter2", cookie: "s=hunter2" } } },
  { err: { request: { body: { password: "hunter2" } } } },
])("a secret in %j never reaches the log", (fields) => {
  const lines: string[] = [];
  const log = pino({ redact: { paths: redactedPaths, censor: "[redacted]" } }, { write: (line) => lines.push(line) });
  log.info(fields, "seen");
  expect(lines.join("")).toContain("[redacted]");
  expect(lines.join("")).not.toContain("hunter2");
});
