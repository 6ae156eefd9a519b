import type { Command } from "commander";
import type { OrganizationScope } from "@/lib/auth/scope";
import { addClientSecret, revokeClientSecret } from "@/lib/console/oauth-clients";
import { AddClientSecretInput, RevokeClientSecretInput } from "@/lib/inputs/oauth-client";
import { readDays, readOptions } from "./read-options";
import { finish } from "./register";
import { instant } from "./terminal";
import type { Terminal } from "./terminal";

/** `oauth-client secret …`: a client may have several that live at once. */
export function registerClientSecretCommands(
  client: Command,
  terminal: Terminal,
  scopeOfClient: (id: string) => Promise<OrganizationScope>,
): void {
  const secret = client
    .command("secret")
    .description("secrets of a client")
    .addHelpText("after", "\nExample:\n  npm run --silent muster -- oauth-client secret create --help");
  const example = "--id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11";

  finish<{ id: string; expiresIn?: string }>(
    secret
      .command("create")
      .description("make one more secret; it is shown this once, and the others go on working")
      .requiredOption("--id <client id>", "as oauth-client list shows it")
      .option("--expires-in <days>", "for instance 365d; it does not expire when left out"),
    terminal,
    `oauth-client secret create ${example} --expires-in 365d`,
    async ({ id, expiresIn }) => {
      const scope = await scopeOfClient(id);
      const raw = { clientId: id, expiresInDays: expiresIn === undefined ? undefined : readDays(expiresIn) };
      const input = readOptions(AddClientSecretInput, raw, { expiresInDays: "expires-in" });
      const { identifier, secret: made, secretId, expiresAt } = await addClientSecret(scope, input);
      return {
        json: { clientIdentifier: identifier, clientSecret: made, secretId, expiresAt: instant(expiresAt) },
        text: [
          `Client identifier  ${identifier}`,
          `Client secret      ${made}`,
          `Secret id          ${secretId}`,
          "Store the secret now: it cannot be shown again.",
        ].join("\n"),
      };
    },
  );

  finish<{ id: string; secret: string }>(
    secret
      .command("revoke")
      .description("end a secret and the access tokens that it brought, from the next request on")
      .requiredOption("--id <client id>", "as oauth-client list shows it")
      .requiredOption("--secret <secret id>", "as oauth-client secret create and oauth-client list --json show it"),
    terminal,
    `oauth-client secret revoke ${example} --secret 0199a0b2-8d02-7aa1-b3c4-1f2e3d4c5b6a`,
    async ({ id, secret: secretId }) => {
      const scope = await scopeOfClient(id);
      const input = readOptions(RevokeClientSecretInput, { secretId }, { secretId: "secret" });
      const { name, secrets } = await revokeClientSecret(scope, input);
      const revokedAt = secrets.find((one) => one.id === secretId)?.revokedAt ?? null;
      return { json: { secretId, revokedAt: instant(revokedAt) }, text: `Revoked a secret of the client "${name}".` };
    },
  );
}
