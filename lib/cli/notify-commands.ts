import type { Command } from "commander";
import { toldKinds } from "@/lib/alerts/told-findings";
import { readAlertSetting, setAlerts } from "@/lib/console/alert-settings";
import type { AlertSettingDto } from "@/lib/console/alert-settings";
import { listDeliveries } from "@/lib/console/deliveries";
import { readNotifications, setRecipients } from "@/lib/console/notifications";
import { replayDeliveries } from "@/lib/console/replay-deliveries";
import { SetAlertsInput, SetRecipientsInput } from "@/lib/inputs/notification";
import { ReplayInput } from "@/lib/inputs/webhook";
import { scopeOfDirectory } from "./brake-commands";
import { readOptions } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { CommandError, day, instant, table } from "./terminal";

type OfDirectory = { organization: string; directory: string };

const place = "--organization contoso --directory 8x8";
const ofDirectory = (command: Command): Command =>
  command.requiredOption("--organization <slug>").requiredOption("--directory <slug>");

/** `notify …`: who is told what of a directory, and what could not be delivered. */
export function registerNotifyCommands({ program, terminal }: Registrar): void {
  const notify = program.command("notify").description("notifications: who is told when a directory needs somebody");

  finish<OfDirectory>(
    ofDirectory(notify.command("show")).description("who is told, and of what"),
    terminal,
    `notify show ${place}`,
    async (options) => {
      const scope = await scopeOfDirectory(options);
      return answer(await readAlertSetting(scope), (await readNotifications(scope)).recipients);
    },
  );

  finish<OfDirectory & { to?: string; failures?: string; quiet?: string }>(
    ofDirectory(notify.command("set"))
      .description("set who is told, and of what; what is left out stays as it is")
      .option("--to <addresses>", 'separated by commas; "" for the owners and admins of the organization')
      .option("--failures <on|off>", "whether an e-mail is sent when a failure occurs")
      .option("--quiet <kinds>", `what is not told, separated by commas: ${toldKinds.join(", ")}; "" for nothing`),
    terminal,
    `notify set ${place} --to it@contoso.example --failures on`,
    async ({ to, failures, quiet, ...options }) => {
      if ([to, failures, quiet].every((option) => option === undefined)) {
        throw new CommandError("invalid", "Say what to set: --to, --failures or --quiet.");
      }
      const { directoryId, ...scope } = await scopeOfDirectory(options);
      const before = await readAlertSetting({ ...scope, directoryId });
      const raw = {
        directoryId,
        failureMail: failures === undefined ? before.failureMail : ({ on: true, off: false }[failures] ?? failures),
        quietKinds: quiet === undefined ? before.quietKinds : quiet.split(/[\s,]+/).filter(Boolean),
      };
      const input = readOptions(SetAlertsInput, raw, { failureMail: "failures", quietKinds: "quiet" });
      if (to !== undefined) {
        const recipients = readOptions(SetRecipientsInput, { directoryId, recipients: to }, { recipients: "to" });
        await setRecipients(scope, recipients);
      }
      const setting = await setAlerts(scope, input);
      return answer(setting, (await readNotifications({ ...scope, directoryId })).recipients);
    },
  );

  finish<OfDirectory>(
    ofDirectory(notify.command("dead")).description("what was given up and can be sent again"),
    terminal,
    `notify dead ${place}`,
    async (options) => {
      // The newest; once they are replayed, those before them are the newest.
      const { rows: dead } = await listDeliveries(await scopeOfDirectory(options), { state: "failed", limit: 100 });
      return {
        json: {
          dead: dead.map(({ createdAt, nextAttemptAt: _, deliveredAt: __, givenUpAt, finding, ...one }) => ({
            ...one,
            finding: finding === undefined ? null : { kind: finding.kind, key: finding.key },
            createdAt: instant(createdAt),
            givenUpAt: instant(givenUpAt),
          })),
        },
        text: table(
          ["ID", "CHANNEL", "TO", "KIND", "GIVEN UP", "BECAUSE"],
          dead.map(({ id, channel, recipient, kind, givenUpAt, problem, answer: said }) => [
            id,
            channel,
            recipient,
            kind,
            day(givenUpAt, "never"),
            [problem, said].filter((part) => part !== null).join(": "),
          ]),
          "Everything was delivered, or is on its way.",
        ),
      };
    },
  );

  finish<OfDirectory & { id?: string; webhook?: string; all?: true }>(
    ofDirectory(notify.command("replay"))
      .description("send again what was given up")
      .option("--id <message id>", "as notify dead shows it")
      .option("--webhook <webhook id>", "everything of it, as webhook list shows it")
      .option("--all", "everything of the directory"),
    terminal,
    `notify replay ${place} --all`,
    async ({ id: messageId, webhook: webhookId, all, ...options }) => {
      if ([messageId, webhookId, all].filter((option) => option !== undefined).length !== 1) {
        throw new CommandError("invalid", "Say what to send again: --id, --webhook or --all.");
      }
      const { directoryId, ...scope } = await scopeOfDirectory(options);
      const input = readOptions(
        ReplayInput,
        { directoryId, messageId, webhookId },
        { messageId: "id", webhookId: "webhook" },
      );
      const { replayed } = await replayDeliveries(scope, input);
      return { json: { replayed }, text: `${replayed === 1 ? "1 is" : `${replayed} are`} on the way.` };
    },
  );
}

function answer({ failureMail, quietKinds }: AlertSettingDto, recipients: readonly string[]) {
  return {
    json: { recipients: [...recipients], failureMail, quiet: [...quietKinds] },
    text: [
      `Told by e-mail  ${recipients.length === 0 ? "nobody" : recipients.join(", ")}`,
      `Of failures     ${failureMail ? "yes: when one begins, once a day, and when it is over" : "no"}`,
      `Not told        ${quietKinds.length === 0 ? "nothing is left out" : quietKinds.join(", ")}`,
    ].join("\n"),
  };
}
