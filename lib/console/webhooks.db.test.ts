import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { uuidv7 } from "uuidv7";
import { ForbiddenError } from "@/lib/auth/permissions";
import type { OrganizationScope } from "@/lib/auth/scope";
import { AddWebhookInput, RotateWebhookInput } from "@/lib/inputs/webhook";
import type { ChangeWebhookInput } from "@/lib/inputs/webhook";
import { addAdmin, createTenant } from "@/prisma/factories";
import type { Tenant } from "@/prisma/factories";
import { startWebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import type { Answer, WebhookReceiver } from "@/scripts/testing/webhook-receiver.mjs";
import { listAuditEvents } from "./audit";
import { replayDeliveries } from "./replay-deliveries";
import { testWebhook } from "./test-webhook";
import { addWebhook, changeWebhook, listDirectoryWebhooks, removeWebhook, rotateWebhook } from "./webhooks";

let tenant: Tenant;
let receiver: WebhookReceiver;
let say: Answer | undefined;

beforeEach(async () => {
  tenant = await createTenant();
  say = undefined;
  receiver = await startWebhookReceiver({ answer: () => say });
});
afterEach(() => receiver.stop());

const strictly = { allowPrivate: false };
const directoryId = () => tenant.directory.id;
const add = (scope: OrganizationScope = tenant.owner.scope, url = receiver.url) =>
  addWebhook(scope, { directoryId: directoryId(), url, events: ["finding.opened"] });
const list = () => listDirectoryWebhooks({ ...tenant.owner.scope, directoryId: directoryId() });

test("an endpoint is added with a secret that is told this once, and listed without it", async () => {
  const { secret, ...rest } = await add();
  expect(secret).toMatch(/^whsec_/);
  expect(rest).toMatchObject({ url: receiver.url, events: ["finding.opened"], createdBy: tenant.owner.email });
  expect(await list()).toEqual([{ ...rest, parked: 0, failed: 0 }]);
  const [event] = await listAuditEvents(tenant.owner.scope, { limit: 1 });
  expect(event).toMatchObject({ action: "webhook.add", target: receiver.url, directoryId: directoryId() });
});

test("its address, events and switch are changed, each alone", async () => {
  const { id: webhookId } = await add();
  const change = (given: Omit<ChangeWebhookInput, "directoryId" | "webhookId">) =>
    changeWebhook(tenant.owner.scope, { directoryId: directoryId(), webhookId, ...given });
  await change({ enabled: false });
  await change({ events: ["brake.tripped"] });
  expect(await list()).toMatchObject([
    { url: receiver.url, events: ["brake.tripped"], offSince: expect.any(Date), offBecause: null },
  ]);
  await change({ enabled: true, url: `${receiver.url}/moved` });
  expect(await list()).toMatchObject([{ url: `${receiver.url}/moved`, events: ["brake.tripped"], offSince: null }]);
});

describe("refused is", () => {
  test("every change by an auditor, who may read", async () => {
    const { scope } = await addAdmin(tenant.scope, "auditor");
    const { id: webhookId } = await add();
    const place = { directoryId: directoryId(), webhookId };
    for (const attempt of [
      () => add(scope),
      () => changeWebhook(scope, { ...place, enabled: false }),
      () => rotateWebhook(scope, { ...place, overlapHours: 1 }),
      () => removeWebhook(scope, place),
      () => testWebhook(scope, place),
      () => replayDeliveries(scope, { directoryId: directoryId() }),
    ]) {
      await expect(attempt()).rejects.toThrow(ForbiddenError);
    }
    expect(await listDirectoryWebhooks({ ...scope, directoryId: directoryId() })).toHaveLength(1);
    expect(receiver.received).toEqual([]);
  });

  test("everything of another organization, as if it were not there", async () => {
    const { owner: stranger, directory } = await createTenant();
    const { id: webhookId } = await add();
    for (const place of [
      { directoryId: directoryId(), webhookId },
      { directoryId: directory.id, webhookId },
    ]) {
      for (const attempt of [
        () => changeWebhook(stranger.scope, { ...place, enabled: false }),
        () => rotateWebhook(stranger.scope, { ...place, overlapHours: 1 }),
        () => removeWebhook(stranger.scope, place),
        () => testWebhook(stranger.scope, place),
      ]) {
        await expect(attempt()).rejects.toMatchObject({ key: "errors.notFound" });
      }
    }
    await expect(add(stranger.scope)).rejects.toMatchObject({ key: "errors.notFound" });
    await expect(replayDeliveries(stranger.scope, { directoryId: directoryId() })).rejects.toMatchObject({
      key: "errors.notFound",
    });
    expect(await listDirectoryWebhooks({ ...stranger.scope, directoryId: directoryId() })).toEqual([]);
    expect(await list()).toMatchObject([{ id: webhookId, offSince: null, previousUntil: null }]);
    expect(receiver.received).toEqual([]);
  });

  test("an eleventh endpoint, also of two that come at once", async () => {
    for (let count = 0; count < 9; count += 1) await add();
    const last = await Promise.allSettled([add(), add()]);
    expect(last.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    await expect(add()).rejects.toMatchObject({ key: "errors.tooManyWebhooks" });
  });

  test.each([
    ["http://hooks.example.com/", "validation.webhookNotHttps"],
    ["https://127.0.0.1/", "validation.webhookNotPublic"],
    ["https://0x7f.1/", "validation.webhookNotPublic"],
    ["https://[::ffff:10.0.0.1]/", "validation.webhookNotPublic"],
    ["https://169.254.169.254/latest/meta-data", "validation.webhookNotPublic"],
    ["https://localhost:8443/", "validation.webhookNotPublic"],
    ["https://muster.localhost/", "validation.webhookNotPublic"],
  ])("the address %s, when added and when changed", async (url, key) => {
    const input = { directoryId: directoryId(), events: ["finding.opened" as const] };
    const refusal = { options: { fieldErrors: { url: key } } };
    await expect(addWebhook(tenant.owner.scope, { ...input, url }, strictly)).rejects.toMatchObject(refusal);
    const { id: webhookId } = await add();
    const change = { directoryId: directoryId(), webhookId, url };
    await expect(changeWebhook(tenant.owner.scope, change, strictly)).rejects.toMatchObject(refusal);
    expect(await list()).toMatchObject([{ url: receiver.url }]);
  });

  test.each([
    ["url", "hooks.example.com", "validation.webhookUrl"],
    ["url", "ftp://hooks.example.com", "validation.webhookUrl"],
    ["url", "https://user:hunter2@hooks.example.com", "validation.webhookUrl"],
    ["url", "https://hooks.example.com/#x", "validation.webhookUrl"],
    ["url", " ", "validation.required"],
    ["url", `https://hooks.example.com/${"x".repeat(2_000)}`, "validation.tooLong"],
    ["url", 7, "validation.required"],
    ["events", [], "validation.webhookEvents"],
    ["events", ["user.created"], "validation.choose"],
    ["events", "finding.opened", "validation.choose"],
    ["directoryId", "7", "errors.notFound"],
  ])("a form with %s %j", (field, value, message) => {
    const input = { directoryId: uuidv7(), url: "https://hooks.example.com/", events: ["test"], [field]: value };
    const given = field === "events" ? input : { ...input, events: ["finding.opened"] };
    const issues = AddWebhookInput.safeParse(given).error?.issues ?? [];
    expect(issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
  });

  test("an overlap that is none of those offered", () => {
    const input = { directoryId: uuidv7(), webhookId: uuidv7(), overlapHours: 2 };
    expect(RotateWebhookInput.safeParse(input).error?.issues).toMatchObject([{ message: "validation.choose" }]);
  });
});

describe("a test event", () => {
  const run = async () => {
    const [webhook] = await list();
    return testWebhook(tenant.owner.scope, { directoryId: directoryId(), webhookId: webhook?.id ?? "" });
  };

  test("is sent at once, also to an endpoint that is off, and what it answers comes back", async () => {
    const { id: webhookId } = await add();
    await changeWebhook(tenant.owner.scope, { directoryId: directoryId(), webhookId, enabled: false });
    say = { status: 202, body: "queued" };
    expect(await run()).toEqual({ ok: true, answer: "202 Accepted: queued" });
    const [one] = receiver.received;
    expect(JSON.parse(one?.body ?? "")).toMatchObject({ type: "test", data: { by: tenant.owner.email } });
    say = { status: 401, body: '{"error":"bad signature"}' };
    expect(await run()).toEqual({
      ok: false,
      problem: "hookStatus",
      answer: '401 Unauthorized: {"error":"bad signature"}',
    });
  });

  test("that is answered with 410 switches the endpoint off", async () => {
    await add();
    say = { status: 410 };
    expect(await run()).toMatchObject({ ok: false, problem: "hookGone" });
    expect(await list()).toMatchObject([{ offBecause: "gone" }]);
  });

  test("is refused the twenty-first time in ten minutes, for the whole organization", async () => {
    await add();
    for (let count = 0; count < 20; count += 1) await run();
    await expect(run()).rejects.toMatchObject({ key: "errors.testWebhookThrottled" });
    expect(receiver.received).toHaveLength(20);
  });
});
