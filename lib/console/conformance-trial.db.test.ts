import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { isTokenPath } from "@/lib/applications/token-endpoint";
import { db } from "@/lib/db/client";
import { loadCatalogue, selectCases } from "@/lib/entra/conformance/catalogue";
import { serve, stopServersAfterAll } from "@/lib/entra/__fixtures__/broken-servers";
import { handleScimNode, handleTokenNode, shutdownScim, startScim } from "@/lib/http/node-door";
import { createUnattendedTenant } from "@/prisma/factories";
import { downloadConformance, readConformanceCase, readConformanceReport } from "./conformance";
import { conformanceTrial } from "./conformance-trial";
import { listTrialRuns, startTrialRun } from "./trial-runs";
import { startTrialRuns } from "./trial-schedule";
import type { TrialSchedule } from "./trial-schedule";

stopServersAfterAll();

let origin = "";
beforeAll(async () => {
  await startScim();
  origin = await serve((request, response) => {
    const handle = isTokenPath(request.url ?? "") ? handleTokenNode : handleScimNode;
    void handle(request, response);
  });
});
afterAll(() => shutdownScim());

let schedule: TrialSchedule | undefined;
afterEach(() => schedule?.stop());

const publicUrl = "https://muster.example.com";

/** One of each kind; all of them are played in e2e/. */
const someCases = () => selectCases(loadCatalogue(), ["okta-test", "rfc9865", "C-01", "X-03"]).groups;

test("a directory without any domain passes its cases, though its application wants one", async () => {
  const { scope: organization, directory } = await createUnattendedTenant({ application: "ipass-smartconnect" });
  const scope = { ...organization, directoryId: directory.id };
  const runId = await startTrialRun(organization, { directoryId: directory.id, kind: "conformance" });
  schedule = startTrialRuns(origin, { conformance: conformanceTrial({ load: someCases, publicUrl }) });
  await schedule.tick();
  const [run] = await listTrialRuns(scope, "conformance");
  expect(run).toMatchObject({ state: "done", problem: null, summary: { failed: 0, score: 100 } });
  const report = await readConformanceReport(scope, runId);
  expect(report).toMatchObject({ failed: 0, skipped: 0, leftovers: [] });
  expect(report?.passed).toBeGreaterThan(20);
  const [first] = await readConformanceCase(scope, { runId, caseId: "C-01" });
  expect(first?.request.headers.authorization).toBe("Bearer ••••");
  expect(await db.user.count({ where: { directoryId: directory.id } })).toBe(0);

  const html = await downloadConformance(scope, runId, "report.html");
  expect(html?.body).toContain("SCIM 2.0 conformance");
  const json = await downloadConformance(scope, runId, "report.json");
  expect(JSON.parse(json?.body ?? "")).toMatchObject({ failed: 0, tenantUrl: `${publicUrl}/moservices/scim/v1` });
  expect(`${html?.body} ${json?.body} ${JSON.stringify(first)}`).not.toContain(origin);
  const stranger = { ...scope, organizationId: (await createUnattendedTenant()).organization.id };
  expect(await downloadConformance(stranger, runId, "report.html")).toBeUndefined();
  expect(await readConformanceCase(stranger, { runId, caseId: "C-01" })).toEqual([]);
  expect(await downloadConformance(scope, runId, "report.exe")).toBeUndefined();
});
