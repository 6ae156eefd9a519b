import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ForbiddenError } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import { claimTrialRuns } from "@/lib/db/trial-runs";
import { serve, stopServersAfterAll } from "@/lib/entra/__fixtures__/broken-servers";
import { handleScimNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { listAuditEvents } from "./audit";
import { createDirectory } from "./directories";
import { TrialFailure } from "./trial-work";
import type { TrialContext, TrialWork } from "./trial-work";
import {
  cancelTrialRun,
  listTrialRuns,
  openTrialRun,
  readTrialEvidence,
  readTrialReport,
  startTrialRun,
} from "./trial-runs";
import { ownOrigin, startTrialRuns, sweepSandboxes } from "./trial-schedule";
import type { TrialSchedule } from "./trial-schedule";

stopServersAfterAll();

let origin = "";
beforeAll(async () => {
  await startScim();
  origin = await serve((request, response) => void handleScimNode(request, response));
});
afterAll(() => shutdownScim());

let tenant: Tenant;
let schedule: TrialSchedule | undefined;
beforeEach(async () => {
  tenant = await createTenant();
});
afterEach(async () => {
  await schedule?.stop();
  await db.trialRun.deleteMany({ where: { organizationId: tenant.organization.id } });
});

const directoryId = () => tenant.directory.id;
const scope = () => ({ ...tenant.owner.scope, directoryId: directoryId() });
const start = () => startTrialRun(tenant.owner.scope, { directoryId: directoryId(), kind: "conformance" });
const newest = async () => (await listTrialRuns(scope(), "conformance"))[0];
const serving = (work: TrialWork) => (schedule = startTrialRuns(origin, { conformance: work }));
const sandboxes = () => db.directory.count({ where: { sandboxOf: directoryId() } });

/** A work that goes on until it is ended, and tells when it has begun. */
function endless() {
  let begun: (context: TrialContext) => void = () => undefined;
  const hasBegun = new Promise<TrialContext>((resolve) => (begun = resolve));
  const work: TrialWork = (context) =>
    new Promise((_, reject) => {
      context.signal.addEventListener("abort", () => reject(new Error("aborted")));
      begun(context);
    });
  return { work, hasBegun };
}

describe("a run", () => {
  test("reaches the service of this server with a token of its sandbox, and is told of with what it found", async () => {
    const id = await start();
    expect(await newest()).toMatchObject({ id, state: "queued", progress: null, startedBy: tenant.owner.email });
    await serving(async ({ tenantUrl, sandbox, progress }) => {
      progress({ phase: "asking", done: 1, total: 2 });
      const answer = await fetch(`${tenantUrl}/Users`, { headers: { Authorization: `Bearer ${sandbox.token}` } });
      return { report: { status: answer.status }, evidence: { "C-01": [1, 2], "C-02": [3] } };
    }).tick();
    expect(await newest()).toMatchObject({ id, state: "done", problem: null });
    expect(await readTrialReport(scope(), "conformance", id)).toEqual({ status: 200 });
    expect([...(await readTrialEvidence(scope(), "conformance", id, ["C-01", "none"]))]).toEqual([["C-01", [1, 2]]]);
    expect(await sandboxes()).toBe(0);
  });

  test("tells how far it is while it runs", async () => {
    await start();
    const { work, hasBegun } = endless();
    void serving(work).tick();
    (await hasBegun).progress({ phase: "okta", done: 7, total: 318 });
    await expect.poll(newest).toMatchObject({ state: "running", progress: { phase: "okta", done: 7, total: 318 } });
  });

  test("that cannot be carried out says why, and a defect says no more than that", async () => {
    await start();
    await serving(() => Promise.reject(new TrialFailure("unreachable", "connection refused"))).tick();
    expect(await newest()).toMatchObject({ state: "failed", problem: "unreachable", detail: "connection refused" });
    await schedule?.stop();
    await start();
    await serving(() => Promise.reject(new Error("the secret is 42"))).tick();
    expect(await newest()).toMatchObject({ state: "failed", problem: "unexpected", detail: null });
    expect(await sandboxes()).toBe(0);
  });

  test("that is cancelled ends, and its sandbox with it; one that waits ends at once", async () => {
    const runId = await start();
    const { work, hasBegun } = endless();
    const ticked = serving(work).tick();
    await hasBegun;
    await cancelTrialRun(tenant.owner.scope, { directoryId: directoryId(), runId });
    expect(await newest()).toMatchObject({ state: "running", isEnding: true });
    await ticked;
    expect(await newest()).toMatchObject({ state: "cancelled", isEnding: false });
    expect(await sandboxes()).toBe(0);
    await schedule?.stop();

    const waiting = await start();
    await cancelTrialRun(tenant.owner.scope, { directoryId: directoryId(), runId: waiting });
    expect(await newest()).toMatchObject({ id: waiting, state: "cancelled" });
    expect(await openTrialRun(scope())).toBeUndefined();
  });

  test("of a server that is shut down is lost, and so is one whose process was killed, once its lease is over", async () => {
    await start();
    const { work, hasBegun } = endless();
    void serving(work).tick();
    await hasBegun;
    await schedule?.stop();
    expect(await newest()).toMatchObject({ state: "lost" });
    expect(await sandboxes()).toBe(0);

    await start();
    await claimTrialRuns(new Date(Date.now() - 1), 10);
    expect(await newest()).toMatchObject({ state: "lost" });
    expect(await openTrialRun(scope())).toBeUndefined();
    await sweepSandboxes();
    expect(await db.trialRun.count({ where: { directoryId: directoryId(), state: "lost" } })).toBe(2);
    await expect(start()).resolves.toBeTypeOf("string");
  });

  test("is carried out once, however many processes look for it", async () => {
    await start();
    const taken = await Promise.all(Array.from({ length: 8 }, () => claimTrialRuns(new Date(Date.now() + 60_000), 5)));
    expect(taken.flat().filter((run) => run.directoryId === directoryId())).toHaveLength(1);
  });

  test("is kept with the nine before it", async () => {
    for (let index = 0; index < 12; index += 1) {
      await start();
      await serving(() => Promise.resolve({ report: { index } })).tick();
      await schedule?.stop();
      // As if its sandbox had been looked after long ago.
      await db.trialRun.updateMany({ where: { directoryId: directoryId() }, data: { sandboxId: null } });
    }
    expect(await listTrialRuns(scope(), "conformance")).toHaveLength(10);
  });

  test("and its end are in the audit log", async () => {
    const runId = await start();
    await cancelTrialRun(tenant.owner.scope, { directoryId: directoryId(), runId });
    const [last, first] = await listAuditEvents(tenant.owner.scope, { limit: 2 });
    expect(first).toMatchObject({ action: "conformance.start", actor: tenant.owner.email, target: "generic" });
    expect(last).toMatchObject({ action: "conformance.cancel", actor: tenant.owner.email });
  });
});

describe("who may not", () => {
  test("an auditor starts and cancels nothing, and reads everything", async () => {
    const auditor = (await addAdmin(tenant.scope, "auditor")).scope;
    await expect(startTrialRun(auditor, { directoryId: directoryId(), kind: "conformance" })).rejects.toThrow(
      ForbiddenError,
    );
    const runId = await start();
    await expect(cancelTrialRun(auditor, { directoryId: directoryId(), runId })).rejects.toThrow(ForbiddenError);
    expect(await listTrialRuns({ ...auditor, directoryId: directoryId() }, "conformance")).toHaveLength(1);
  });

  test("another organization finds no directory, no run, no report and no evidence", async () => {
    const id = await start();
    await serving(() => Promise.resolve({ report: {}, evidence: { a: 1 } })).tick();
    const stranger = (await createTenant()).owner.scope;
    const theirs = { ...stranger, directoryId: directoryId() };
    const notFound = { key: "errors.notFound" };
    await expect(startTrialRun(stranger, { directoryId: directoryId(), kind: "conformance" })).rejects.toMatchObject(
      notFound,
    );
    await expect(cancelTrialRun(stranger, { directoryId: directoryId(), runId: id })).rejects.toMatchObject(notFound);
    expect(await listTrialRuns(theirs, "conformance")).toEqual([]);
    expect(await readTrialReport(theirs, "conformance", id)).toBeUndefined();
    expect((await readTrialEvidence(theirs, "conformance", id, ["a"])).size).toBe(0);
  });

  test("a second run of a directory waits for the first to end, of whatever kind", async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ key: "errors.trialRunning" });
    await expect(
      startTrialRun(tenant.owner.scope, { directoryId: directoryId(), kind: "rehearsal" }),
    ).rejects.toMatchObject({ key: "errors.trialRunning" });
  });

  test("a sixth run of an organization waits for another to end", async () => {
    await start();
    for (let index = 1; index <= 5; index += 1) {
      const { id } = await createDirectory(tenant.scope, {
        application: "generic",
        slug: `d${index}`,
        name: `D${index}`,
        provider: "entra",
      });
      const started = startTrialRun(tenant.owner.scope, { directoryId: id, kind: "conformance" });
      if (index < 5) await started;
      else await expect(started).rejects.toMatchObject({ key: "errors.trialsMany" });
    }
  });

  test("a run that is over is not cancelled, and what is no id is no run", async () => {
    const runId = await start();
    await serving(() => Promise.resolve({ report: {} })).tick();
    await expect(cancelTrialRun(tenant.owner.scope, { directoryId: directoryId(), runId })).rejects.toMatchObject({
      key: "errors.trialOver",
    });
    expect(await readTrialReport(scope(), "conformance", "no id")).toBeUndefined();
    expect(await readTrialReport(scope(), "rehearsal", runId)).toBeUndefined();
  });
});

test("the server's own address is this machine's, whatever it listens on", () => {
  expect(["0.0.0.0", "::", "::1", "10.0.0.7", undefined].map((host) => ownOrigin({ port: 3000, host }))).toEqual([
    "http://127.0.0.1:3000",
    "http://[::1]:3000",
    "http://[::1]:3000",
    "http://10.0.0.7:3000",
    "http://127.0.0.1:3000",
  ]);
});
