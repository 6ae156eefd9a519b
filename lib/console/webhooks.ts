import { isIP } from "node:net";
import { uuidv7 } from "uuidv7";
import { requirePermission } from "@/lib/auth/permissions";
import { isPublicAddress } from "@/lib/auth/public-address";
import type { DirectoryScope, OrganizationScope } from "@/lib/auth/scope";
import { mintWebhookSecret, openWebhookSecret, sealWebhookSecret } from "@/lib/auth/webhook-secret";
import { db } from "@/lib/db/client";
import { countDead } from "@/lib/db/deliveries";
import { lockSettings } from "@/lib/db/extensions";
import { parkMessages, replayDead, resumeMessages } from "@/lib/db/outbox";
import {
  deleteWebhook,
  findWebhook,
  findWebhookTarget,
  insertWebhook,
  listWebhooks,
  updateWebhook,
} from "@/lib/db/webhook-endpoints";
import type { WebhookRecord } from "@/lib/db/webhook-endpoints";
import { env } from "@/lib/env";
import { notFound, Refusal, refuseFields } from "@/lib/inputs/refusal";
import { webhooksMax } from "@/lib/inputs/webhook";
import type { AddWebhookInput, ChangeWebhookInput, RotateWebhookInput, WebhookInput } from "@/lib/inputs/webhook";
import { nameOf } from "./actor-name";
import { audited } from "./audited";

export type WebhookDto = Omit<WebhookRecord, "directoryId">;

/** An endpoint and its signing secret, `whsec_…`: the only time that it leaves the server. */
export interface WebhookWithSecret extends WebhookDto {
  readonly secret: string;
}

export interface ListedWebhook extends WebhookDto {
  /** How many messages wait for it to be switched on. */
  readonly parked: number;
  /** How many others were given up. */
  readonly failed: number;
}

export interface ChangedWebhook extends WebhookDto {
  /** How many messages that waited are on their way, because it is on again. */
  readonly resumed: number;
}

/** Whether http and addresses of this machine and its network are allowed too. */
export interface WebhookRules {
  readonly allowPrivate: boolean;
}
const operatorsRules: WebhookRules = { allowPrivate: env.allowPrivateWebhooks };
const hourMs = 60 * 60 * 1000;

/** A directory's endpoints, the oldest first. */
export async function listDirectoryWebhooks(scope: DirectoryScope): Promise<ListedWebhook[]> {
  requirePermission(scope.actor, "directory:read");
  const [webhooks, dead] = await Promise.all([listWebhooks(db, scope), countDead(db, scope)]);
  return webhooks.map((webhook) => {
    let [parked, failed] = [0, 0];
    for (const counted of dead.filter(({ recipient }) => recipient === webhook.id)) {
      parked += counted.parked;
      failed += counted.count - counted.parked;
    }
    return { ...toDto(webhook), parked, failed };
  });
}

/**
 * Adds an endpoint, which gets events from now on.
 * @throws ForbiddenError, Refusal when the organization has no such directory, that has ten endpoints, or the address is
 *   not public
 */
export async function addWebhook(
  scope: OrganizationScope,
  { directoryId, url, events }: AddWebhookInput,
  rules: WebhookRules = operatorsRules,
): Promise<WebhookWithSecret> {
  requirePermission(scope.actor, "directory:update");
  const place = { ...scope, directoryId };
  const id = uuidv7();
  const secret = mintWebhookSecret();
  const draft = { id, directoryId, url, events, createdBy: nameOf(scope.actor) };
  return audited(scope, async (transaction) => {
    // Locked, so that two at once do not make eleven.
    if ((await lockSettings(transaction, scope, directoryId)) === undefined) throw notFound();
    requirePublic(url, rules);
    if ((await listWebhooks(transaction, place)).length >= webhooksMax) throw new Refusal("errors.tooManyWebhooks");
    const sealed = sealWebhookSecret(secret, draft);
    const added = await insertWebhook(transaction, scope, { ...draft, secret: sealed });
    return {
      value: { ...toDto(added), secret },
      entry: { action: "webhook.add", target: url, directoryId, details: { webhookId: id, events: [...events] } },
    };
  });
}

/**
 * Changes where an endpoint is, what it gets, or whether it is on. What waits to be delivered goes to the new address. While
 * it is off, what waits is kept; once it is on, that is sent at once.
 * @throws ForbiddenError, Refusal when the directory has no such endpoint, or the address is not public
 */
export async function changeWebhook(
  scope: OrganizationScope,
  { directoryId, webhookId, enabled, url, events }: ChangeWebhookInput,
  rules: WebhookRules = operatorsRules,
): Promise<ChangedWebhook> {
  requirePermission(scope.actor, "directory:update");
  const place = { ...scope, directoryId };
  const before = await findWebhook(db, place, webhookId);
  if (before === undefined) throw notFound();
  const at = new Date();
  if (url !== undefined) requirePublic(url, rules);
  const isOn = before.offSince === null;
  const turned = enabled === undefined || enabled === isOn ? {} : { offSince: enabled ? null : at, offBecause: null };
  const given = { ...(url !== undefined && { url }), ...(events !== undefined && { events: [...events] }) };
  // What failed before has nothing to do with what it is from now on.
  const anew = url === undefined && enabled !== true ? {} : { failingSince: null };
  const change = { ...given, ...turned, ...anew };
  return audited(scope, async (transaction) => {
    await updateWebhook(transaction, place, webhookId, change);
    if (isOn && enabled === false) await parkMessages(transaction, place, webhookId, { problem: "hookOff", at });
    const resumed = !isOn && enabled === true ? await resumeMessages(transaction, place, webhookId, at) : 0;
    return {
      value: { ...toDto({ ...before, ...change }), resumed },
      entry: {
        action: "webhook.change",
        target: before.url,
        directoryId,
        details: {
          webhookId,
          ...given,
          ...(enabled !== undefined && { enabled }),
          ...(resumed > 0 && { resumed }),
        },
      },
    };
  });
}

/**
 * Gives an endpoint a new signing secret. Until the overlap is over, events carry a signature of each. What could not be
 * signed, because the former secret cannot be opened any more, is sent now.
 * @throws ForbiddenError, Refusal when the directory has no such endpoint
 */
export async function rotateWebhook(
  scope: OrganizationScope,
  { directoryId, webhookId, overlapHours }: RotateWebhookInput,
): Promise<WebhookWithSecret> {
  requirePermission(scope.actor, "directory:update");
  const place = { ...scope, directoryId };
  const secret = mintWebhookSecret();
  return audited(scope, async (transaction) => {
    const before = await findWebhookTarget(transaction, place, webhookId);
    if (before === undefined) throw notFound();
    const at = new Date();
    const isKept = overlapHours > 0 && openWebhookSecret(before.secret, before) !== undefined;
    const previousUntil = isKept ? new Date(at.getTime() + overlapHours * hourMs) : null;
    await updateWebhook(transaction, place, webhookId, {
      secret: sealWebhookSecret(secret, { directoryId, id: webhookId }),
      previousSecret: previousUntil === null ? null : new Uint8Array(before.secret),
      previousUntil,
    });
    await replayDead(transaction, place, { webhookId, problem: "hookSecret" }, at);
    const { secret: _, previousSecret: _before, ...record } = before;
    return {
      value: { ...toDto({ ...record, previousUntil }), secret },
      entry: { action: "webhook.rotate", target: before.url, directoryId, details: { webhookId, overlapHours } },
    };
  });
}

/**
 * Removes an endpoint, with what was delivered to it and what waits.
 * @throws ForbiddenError, Refusal when the directory has no such endpoint
 */
export async function removeWebhook(
  scope: OrganizationScope,
  { directoryId, webhookId }: WebhookInput,
): Promise<WebhookDto> {
  requirePermission(scope.actor, "directory:update");
  const place = { ...scope, directoryId };
  const before = await findWebhook(db, place, webhookId);
  if (before === undefined) throw notFound();
  return audited(scope, async (transaction) => {
    await deleteWebhook(transaction, place, webhookId);
    return {
      value: toDto(before),
      entry: { action: "webhook.remove", target: before.url, directoryId, details: { webhookId } },
    };
  });
}

/** What can be said of an address without asking for it; the rest is found out when something is sent. */
function requirePublic(url: string, { allowPrivate }: WebhookRules): void {
  if (allowPrivate) return;
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:") throw refuseFields({ url: "validation.webhookNotHttps" });
  const host = hostname.replace(/^\[|\]$/g, "");
  const isOwn = /(^|\.)localhost\.?$/.test(host) || (isIP(host) > 0 && !isPublicAddress(host));
  if (isOwn) throw refuseFields({ url: "validation.webhookNotPublic" });
}

function toDto({ directoryId: _, ...webhook }: WebhookRecord): WebhookDto {
  return webhook;
}
