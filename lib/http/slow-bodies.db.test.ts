import { uuidv7 } from "uuidv7";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { db } from "@/lib/db/client";
import { uuidAt } from "@/lib/db/uuid-time";
import { createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import type { Arrival } from "./arrival";
import { handleScim } from "./handle-scim";

let tenant: Tenant;

beforeEach(async () => {
  tenant = await createTenant();
  vi.useFakeTimers({ toFake: ["performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A request of which the body takes so long, by a clock that goes with it. */
async function create(bodyMs: number, body: () => Uint8Array) {
  const began = Date.now() - 60_000;
  let now = began;
  const arrive = (): Arrival => ({ at: new Date(now), requestId: uuidAt(new Date(now)) });
  const { status, headers } = await handleScim(
    {
      method: "POST",
      pathname: "/scim/v2/Users",
      search: "",
      header: (name) => (name === "authorization" ? `Bearer ${tenant.token.token}` : undefined),
      body: async () => {
        now += bodyMs;
        vi.advanceTimersByTime(bodyMs);
        return body();
      },
      peerAddress: "127.0.0.1",
      encrypted: false,
    },
    arrive,
  );
  const row = await db.provisioningEvent.findFirstOrThrow({ where: { id: headers["X-Request-Id"] ?? uuidv7() } });
  return { status, tookMs: row.durationMs, lateMs: row.at.getTime() - began, row };
}

const person = () => new TextEncoder().encode(JSON.stringify({ userName: "ana" }));

test("a request whose body takes its time is named and dated when it is whole, and its duration counts from its beginning", async () => {
  const { status, lateMs, tookMs, row } = await create(20_000, person);
  expect([status, lateMs]).toEqual([201, 20_000]);
  expect(tookMs).toBeGreaterThanOrEqual(20_000);
  const ana = await db.user.findFirstOrThrow({ where: { directoryId: tenant.directory.id } });
  expect(ana.created).toEqual(row.at);
});

test("so is one that is refused after that", async () => {
  const leave = () => {
    throw new Error("the client left");
  };
  expect(await create(20_000, leave)).toMatchObject({ status: 400, lateMs: 20_000 });
});

test("any other when it comes", async () => {
  expect(await create(900, person)).toMatchObject({ status: 201, lateMs: 0 });
});
