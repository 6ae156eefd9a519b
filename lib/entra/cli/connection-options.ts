import type { Command } from "commander";
import { EntraHttpClient } from "../http-client";
import type { TokenSource } from "../http-client";
import { readTenantUrl } from "../tenant-url";
import { addAuthenticationOptions, tokenSourceOf } from "./authentication-options";
import type { AuthenticationOptions } from "./authentication-options";
import { CommandError } from "./terminal";

export interface ConnectionOptions extends AuthenticationOptions {
  readonly tenantUrl?: string;
  readonly compliant?: true;
  readonly timeout: string;
}

export const addConnectionOptions = (command: Command): Command =>
  addAuthenticationOptions(
    command
      .option("--tenant-url <url>", "as it would be pasted into Entra, for instance https://example.com/scim/v2")
      .option("--compliant", "the PATCH dialect that ?aadOptscim062020 on the Tenant URL asks for")
      .option("--timeout <seconds>", "how long one request may take", "30"),
  );

export interface Connection {
  readonly base: string;
  readonly isCompliant: boolean;
  readonly token: TokenSource;
  readonly timeLimitMs: number;
  readonly client: EntraHttpClient;
}

/** @throws CommandError naming what is missing; TokenError of a key that cannot be used */
export async function connectionOf(options: ConnectionOptions): Promise<Connection> {
  const url = readTenantUrl(options.tenantUrl ?? "");
  if (!url) throw new CommandError("--tenant-url is needed: an http or https URL.");
  const timeLimitMs = numberOf("--timeout", options.timeout) * 1000;
  const token = await tokenSourceOf(options, timeLimitMs);
  return {
    base: url.base,
    isCompliant: options.compliant ?? url.isCompliant,
    token,
    timeLimitMs,
    client: new EntraHttpClient({ base: url.base, token, timeLimitMs }),
  };
}

/** A number from 0 on. @throws CommandError */
export function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0)
    throw new CommandError(`${option}: ${text} is no number.`);
  return number;
}
