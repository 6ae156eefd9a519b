import { tenantUrl } from "@/lib/applications/applications";
import { createToken, listTokens, revokeToken } from "@/lib/console/tokens";
import type { TokenDto } from "@/lib/console/tokens";
import { isLive } from "@/lib/credentials/credential-end";
import { env } from "@/lib/env";
import { CreateTokenInput } from "@/lib/inputs/token";
import { directoryOf, readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { day, instant, table } from "./terminal";
import { addExpiryOptions, expiryNames, readExpiry } from "./token-expiry-options";
import type { ExpiryOptions } from "./token-expiry-options";
import { registerTokenRotationCommands, scopeOfToken } from "./token-rotation-commands";

export function registerTokenCommands({ program, terminal }: Registrar): void {
  const token = program.command("token").description("tokens: what an identity provider presents");

  finish<{ organization: string; directory: string; name?: string } & ExpiryOptions>(
    addExpiryOptions(
      token
        .command("create")
        .description("issue a token; it is shown this once")
        .requiredOption("--organization <slug>")
        .requiredOption("--directory <slug>")
        .option("--name <name>", "shown name; one of the day when left out"),
    ),
    terminal,
    "token create --organization contoso --directory 8x8 --name Entra --expires-in 180d",
    async ({ organization, directory: slug, name, ...expiry }) => {
      const scope = await scopeOf(organization);
      const directory = await directoryOf(scope, slug);
      const raw = { directoryId: directory.id, name, ...readExpiry(saysSomething(expiry) ? expiry : unsaid) };
      const made = await createToken(scope, readOptions(CreateTokenInput, raw, expiryNames));
      const url = tenantUrl(env.publicUrl ?? `http://localhost:${env.port}`, directory.application);
      return {
        json: { tenantUrl: url, token: made.token, tokenId: made.tokenId, expiresAt: instant(made.expiresAt) },
        text: [
          `Tenant URL  ${url}`,
          `Token       ${made.token}`,
          `Expires     ${day(made.expiresAt, "never")}`,
          `Token id    ${made.tokenId}`,
          "Store the token now: it cannot be shown again.",
        ].join("\n"),
      };
    },
  );

  registerTokenRotationCommands(token, terminal);

  finish<{ id: string }>(
    token
      .command("revoke")
      .description("end a token, from the next request on")
      .requiredOption("--id <token id>", "as token create and token list show it"),
    terminal,
    "token revoke --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11",
    async ({ id }) => {
      const scope = await scopeOfToken(id);
      const { name, revokedAt } = await revokeToken(scope, { tokenId: id });
      return { json: { tokenId: id, revokedAt: instant(revokedAt) }, text: `Revoked the token "${name}".` };
    },
  );

  finish<{ organization: string; directory: string }>(
    token
      .command("list")
      .description("list a directory's tokens, also those that ended")
      .requiredOption("--organization <slug>")
      .requiredOption("--directory <slug>"),
    terminal,
    "token list --organization contoso --directory 8x8",
    async ({ organization, directory }) => {
      const scope = await scopeOf(organization);
      const all = await listTokens(scope, (await directoryOf(scope, directory)).id);
      return {
        json: { tokens: all.map(toJson) },
        text: table(
          ["ID", "NAME", "TOKEN", "MADE BY", "LAST USED", "EXPIRES", "STATE"],
          all.map((one) => [
            one.id,
            one.name,
            `mus_…${one.lastFour}`,
            one.createdBy,
            day(one.lastUsedAt, "never"),
            one.noExpiryReason === null ? day(one.expiresAt, "never") : `never: ${one.noExpiryReason}`,
            stateOf(one, new Date()),
          ]),
          "The directory has no token yet. Make one: token create",
        ),
      };
    },
  );
}

const saysSomething = ({ expiresIn, expiresOn, neverExpires }: ExpiryOptions): boolean =>
  [expiresIn, expiresOn, neverExpires].some((value) => value !== undefined);

/** Who says nothing of an end is a script that was there before expiries; the console tells why there is none. */
const unsaid: ExpiryOptions = { neverExpires: "made on the command line, which named no expiry" };

const stateOf = (token: TokenDto, now: Date): string => {
  if (isLive(token, now)) return "live";
  return token.revokedAt === null ? "expired" : "revoked";
};

const toJson = ({ createdAt, lastUsedAt, expiresAt, revokedAt, ...rest }: TokenDto) => ({
  ...rest,
  createdAt: instant(createdAt),
  lastUsedAt: instant(lastUsedAt),
  expiresAt: instant(expiresAt),
  revokedAt: instant(revokedAt),
});
