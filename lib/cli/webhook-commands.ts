import type { Command } from "commander";
import { chosenEventTypes } from "@/lib/alerts/event-types";
import { testWebhook } from "@/lib/console/test-webhook";
import { addWebhook, changeWebhook, listDirectoryWebhooks, removeWebhook, rotateWebhook } from "@/lib/console/webhooks";
import type { WebhookDto } from "@/lib/console/webhooks";
import {
  AddWebhookInput,
  ChangeWebhookInput,
  defaultWebhookOverlapHours,
  RotateWebhookInput,
  WebhookInput,
} from "@/lib/inputs/webhook";
import messages from "@/messages/en.json";
import { scopeOfDirectory } from "./brake-commands";
import { readOptions } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { CommandError, day, instant, table } from "./terminal";

type OfDirectory = { organization: string; directory: string };
type OfWebhook = OfDirectory & { id: string };

const place = "--organization contoso --directory 8x8";
const one = `${place} --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11`;
const events = `separated by commas, of: ${chosenEventTypes.join(", ")}`;

/** `webhook …`: where a directory's events are sent. */
export function registerWebhookCommands({ program, terminal }: Registrar): void {
  const webhook = program
    .command("webhook")
    .description("webhooks: a directory's events, signed and sent to a system of yours");

  finish<OfDirectory & { url: string; events?: string }>(
    ofDirectory(webhook.command("add"))
      .description("add one; its signing secret is shown this once")
      .requiredOption("--url <address>", "https, and reachable from the Internet")
      .option("--events <events>", `${events}; all when left out`),
    terminal,
    `webhook add ${place} --url https://hooks.example.com/muster`,
    async ({ url, events: listed, ...options }) => {
      const { directoryId, ...scope } = await scopeOfDirectory(options);
      const chosen = listed === undefined ? chosenEventTypes : listOf(listed);
      const added = await addWebhook(scope, readOptions(AddWebhookInput, { directoryId, url, events: chosen }));
      return { json: { ...toJson(added), secret: added.secret }, text: shown(added) };
    },
  );

  finish<OfDirectory>(
    ofDirectory(webhook.command("list")).description("list a directory's webhooks"),
    terminal,
    `webhook list ${place}`,
    async (options) => {
      const all = await listDirectoryWebhooks(await scopeOfDirectory(options));
      return {
        json: { webhooks: all.map(toJson) },
        text: table(
          ["ID", "URL", "EVENTS", "ADDED", "STATE"],
          all.map((it) => [it.id, it.url, it.events.join(","), day(it.createdAt, "never"), stateOf(it)]),
          "The directory has no webhook yet. Add one: webhook add",
        ),
      };
    },
  );

  finish<OfWebhook & { url?: string; events?: string; on?: true; off?: true }>(
    ofWebhook(webhook.command("set"))
      .description("change a webhook; what is left out stays as it is")
      .option("--url <address>")
      .option("--events <events>", events)
      .option("--on", "send events to it")
      .option("--off", "send nothing to it"),
    terminal,
    `webhook set ${one} --off`,
    async ({ id: webhookId, url, events: listed, on, off, ...options }) => {
      if ([url, listed, on, off].every((option) => option === undefined) || (on === true && off === true)) {
        throw new CommandError("invalid", "Say what to set: --url, --events, --on or --off.");
      }
      const { directoryId, ...scope } = await scopeOfDirectory(options);
      const raw = { directoryId, webhookId, url, events: listed === undefined ? undefined : listOf(listed) };
      const enabled = on === true ? true : off === true ? false : undefined;
      const changed = await changeWebhook(scope, readOptions(ChangeWebhookInput, { ...raw, enabled }, names));
      return {
        json: toJson(changed),
        text: `${changed.url} is ${stateOf(changed)}, for ${changed.events.join(", ")}.`,
      };
    },
  );

  finish<OfWebhook & { overlapHours?: string }>(
    ofWebhook(webhook.command("rotate"))
      .description("give a webhook a new signing secret; it is shown this once")
      .option("--overlap-hours <hours>", "how long to sign with the former one too: 0, 1, 24 (when left out) or 168"),
    terminal,
    `webhook rotate ${one}`,
    async ({ id: webhookId, overlapHours: hours, ...options }) => {
      const { directoryId, ...scope } = await scopeOfDirectory(options);
      const overlapHours = hours === undefined ? defaultWebhookOverlapHours : Number(hours);
      const input = readOptions(RotateWebhookInput, { directoryId, webhookId, overlapHours }, names);
      const rotated = await rotateWebhook(scope, input);
      return { json: { ...toJson(rotated), secret: rotated.secret }, text: shown(rotated) };
    },
  );

  finish<OfWebhook>(
    ofWebhook(webhook.command("remove")).description("remove a webhook, with what waits for it"),
    terminal,
    `webhook remove ${one}`,
    async ({ id: webhookId, ...options }) => {
      const { directoryId, ...scope } = await scopeOfDirectory(options);
      const { id, url } = await removeWebhook(scope, readOptions(WebhookInput, { directoryId, webhookId }, names));
      return { json: { webhookId: id }, text: `Removed ${url}.` };
    },
  );

  finish<OfWebhook>(
    ofWebhook(webhook.command("test")).description("send a test event now, and print what the receiver answers"),
    terminal,
    `webhook test ${one}`,
    async ({ id: webhookId, ...options }) => {
      const { directoryId, ...scope } = await scopeOfDirectory(options);
      const result = await testWebhook(scope, readOptions(WebhookInput, { directoryId, webhookId }, names));
      if (!result.ok) {
        const said = result.answer === undefined ? "" : ` It said: ${result.answer}`;
        throw new CommandError("webhook-refused", `${messages.notifications.problem[result.problem]}${said}`);
      }
      return { json: { answer: result.answer }, text: `The receiver took the test event: ${result.answer}` };
    },
  );
}

const names = { webhookId: "id" };
const ofDirectory = (command: Command): Command =>
  command.requiredOption("--organization <slug>").requiredOption("--directory <slug>");
const ofWebhook = (command: Command): Command =>
  ofDirectory(command).requiredOption("--id <webhook id>", "as webhook list shows it");

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

function stateOf({ offSince, offBecause, failingSince, previousUntil }: WebhookDto): string {
  if (offSince !== null && offBecause !== null)
    return { gone: "off (it answered 410)", failing: "off (it failed for five days)" }[offBecause];
  if (offSince !== null) return "off";
  if (failingSince !== null) return `on, failing since ${failingSince.toISOString()}`;
  return previousUntil !== null && previousUntil > new Date() ? "on, rotating" : "on";
}

const toJson = ({ id, url, events: chosen, createdAt, createdBy, ...state }: WebhookDto) => ({
  webhookId: id,
  url,
  events: [...chosen],
  createdAt: instant(createdAt),
  createdBy,
  offSince: instant(state.offSince),
  offBecause: state.offBecause,
  failingSince: instant(state.failingSince),
  previousSecretUntil: instant(state.previousUntil),
});

const shown = ({ id, secret }: { readonly id: string; readonly secret: string }): string =>
  [
    `Secret      ${secret}`,
    `Webhook id  ${id}`,
    "Store the secret now: it cannot be shown again. Whoever receives the events checks them with it.",
  ].join("\n");
