import type { Command } from "commander";
import { createTransport } from "nodemailer";
import { z } from "zod";
import { quarantineMail } from "../sync/quarantine-mail";
import type { SyncState } from "../sync/state";
import { CommandError } from "./terminal";
import type { Terminal } from "./terminal";

export interface NoticeOptions {
  readonly notify?: string;
  readonly smtp?: string;
}

/** "Notification email" and "send an email notification when a failure occurs". */
export const addNoticeOptions = (command: Command): Command =>
  command
    .option("--notify <address>", "who gets an e-mail when the job goes into quarantine")
    .option("--smtp <url>", "the server that takes it, for instance smtp://user:password@mail.example:587");

export interface NoticeFacts {
  readonly state: SyncState;
  readonly tenantName: string;
  readonly target: string;
}

/** Sends the mail if the job has gone into quarantine since it was made; a mail that cannot be sent is told of, no more. */
export type Notice = () => Promise<void>;

/** @throws CommandError when the options do not make sense */
export function noticeOf({ notify, smtp }: NoticeOptions, facts: NoticeFacts, terminal: Terminal): Notice {
  if (notify === undefined && smtp === undefined) return async () => {};
  if (notify === undefined || smtp === undefined) throw new CommandError("--notify and --smtp need each other.");
  if (!z.email().safeParse(notify).success) throw new CommandError(`--notify: ${notify} is no e-mail address.`);
  if (!/^smtps?:$/.test(URL.canParse(smtp) ? new URL(smtp).protocol : ""))
    throw new CommandError(`--smtp: ${smtp} is no smtp:// or smtps:// URL.`);
  const { state, tenantName, target } = facts;
  let told = state.quarantine?.seriesBegan;
  return async () => {
    const { quarantine, jobId } = state;
    const began = quarantine?.seriesBegan;
    if (began === told) return;
    told = began;
    if (!quarantine) return;
    const mail = quarantineMail(quarantine, { jobId, tenantName, target });
    const from = { name: "Provisioning", address: `entra@${notify.slice(notify.lastIndexOf("@") + 1)}` };
    const headers = { "Auto-Submitted": "auto-generated" };
    try {
      await createTransport(smtp).sendMail({ ...mail, headers, from, to: { name: "", address: notify } });
    } catch (error) {
      terminal.error(`No e-mail was sent: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
}
