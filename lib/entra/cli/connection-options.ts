import type { Command } from "commander";
import { EntraHttpClient } from "../http-client";
import { clientCredentialsToken } from "../oauth-token";
import { readTenantUrl } from "../tenant-url";
import { CommandError } from "./terminal";

export interface ConnectionOptions {
  readonly tenantUrl?: string;
  readonly token?: string;
  readonly compliant?: true;
  readonly tokenEndpoint?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly timeout: string;
}

export const addConnectionOptions = (command: Command): Command =>
  command
    .option("--tenant-url <url>", "as it would be pasted into Entra, for instance https://example.com/scim/v2")
    .option("--token <token>", "the secret token, without the word Bearer")
    .option("--compliant", "the PATCH dialect that ?aadOptscim062020 on the Tenant URL asks for")
    .option("--token-endpoint <url>", "where client credentials are exchanged for a token, in place of --token")
    .option("--client-id <id>", "of those credentials")
    .option("--client-secret <secret>", "of those credentials")
    .option("--timeout <seconds>", "how long one request may take", "30");

export interface Connection {
  readonly base: string;
  readonly isCompliant: boolean;
  readonly token: () => string | Promise<string>;
  readonly timeLimitMs: number;
  readonly client: EntraHttpClient;
}

/** @throws CommandError naming what is missing */
export function connectionOf(options: ConnectionOptions): Connection {
  const { tenantUrl, token, compliant, tokenEndpoint, clientId, clientSecret } = options;
  const url = readTenantUrl(tenantUrl ?? "");
  if (!url) throw new CommandError("--tenant-url is needed: an http or https URL.");
  const credentials =
    tokenEndpoint === undefined || clientId === undefined || clientSecret === undefined
      ? undefined
      : clientCredentialsToken({ tokenEndpoint, clientId, clientSecret });
  const tokenOf = credentials ?? (token === undefined ? undefined : () => token.trim().replace(/^Bearer\s+/i, ""));
  if (!tokenOf) throw new CommandError("--token is needed, or --token-endpoint with --client-id and --client-secret.");
  const timeLimitMs = numberOf("--timeout", options.timeout) * 1000;
  return {
    base: url.base,
    isCompliant: compliant ?? url.isCompliant,
    token: tokenOf,
    timeLimitMs,
    client: new EntraHttpClient({ base: url.base, token: tokenOf, timeLimitMs }),
  };
}

/** A number from 0 on. @throws CommandError */
export function numberOf(option: string, text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0)
    throw new CommandError(`${option}: ${text} is no number.`);
  return number;
}
