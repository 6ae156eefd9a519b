import { expect } from "@playwright/test";
import { isJsonObject } from "@/lib/entra/json";
import type { Exchange } from "@/lib/entra/conformance/client";
import { errorUrn } from "@/lib/entra/conformance/check";

/**
 * The answer is a SCIM error as RFC 7644 §3.12 wants it: media type, schema, status as a string, and a detail that an
 * administrator can act on, with the request id that finds it in the log. Gives the detail.
 */
export function expectScimError(answer: Exchange, status: number, scimType?: string): string {
  expect(answer.status, `${answer.method} ${answer.url}: ${answer.text.slice(0, 300)}`).toBe(status);
  expect(answer.headers.get("content-type")).toMatch(/^application\/scim\+json(;|$)/);
  expect(answer.body).toMatchObject({ schemas: [errorUrn], status: String(status) });
  if (scimType !== undefined) expect(answer.body).toMatchObject({ scimType });
  const detail = isJsonObject(answer.body) ? answer.body.detail : undefined;
  expect(typeof detail).toBe("string");
  expect(detail).not.toMatch(/node_modules|at .+:\d+:\d+|SELECT|INSERT|UPDATE|"User"|Prisma/);
  return String(detail);
}
