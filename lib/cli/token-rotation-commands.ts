import type { Command } from "commander";
import { operatorScopeOfToken } from "@/lib/auth/operator";
import type { OrganizationScope } from "@/lib/auth/scope";
import { cancelRotation, rotateToken } from "@/lib/console/token-rotation";
import { RevokeTokenInput } from "@/lib/inputs/token";
import { oldTokenEnds, RotateTokenInput } from "@/lib/inputs/token-rotation";
import { readOptions } from "./read-options";
import { finish } from "./register";
import { CommandError, day, instant } from "./terminal";
import type { Terminal } from "./terminal";
import { addExpiryOptions, expiryNames, readExpiry } from "./token-expiry-options";
import type { ExpiryOptions } from "./token-expiry-options";

const example = "--id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11";

/** @throws CommandError when there is no token of that id */
export async function scopeOfToken(id: string): Promise<OrganizationScope> {
  const isId = RevokeTokenInput.safeParse({ tokenId: id }).success;
  const scope = isId ? await operatorScopeOfToken(id) : undefined;
  if (scope === undefined) {
    throw new CommandError("token-not-found", `There is no token ${id}. List them: token list`);
  }
  return scope;
}

/** `token rotate` and `token cancel-rotation`. */
export function registerTokenRotationCommands(token: Command, terminal: Terminal): void {
  finish<{ id: string; name?: string; oldEnds: string } & ExpiryOptions>(
    addExpiryOptions(
      token
        .command("rotate")
        .description("issue a token in place of another; it is shown this once, and both work until the old one ends")
        .requiredOption("--id <token id>", "the old one, as token list shows it")
        .option("--name <name>", "shown name of the new one; that of the old one when left out")
        .option(
          "--old-ends <when>",
          `${oldTokenEnds.join(", ")}; proof: once the new one was seen, the old one quiet`,
          "proof",
        ),
    ),
    terminal,
    `token rotate ${example} --old-ends 24h --expires-in 1y`,
    async ({ id, name, oldEnds, ...expiry }) => {
      const scope = await scopeOfToken(id);
      const raw = { tokenId: id, name, oldEnds, ...readExpiry(expiry) };
      const made = await rotateToken(scope, readOptions(RotateTokenInput, raw, expiryNames));
      return {
        json: {
          token: made.token,
          tokenId: made.tokenId,
          expiresAt: instant(made.expiresAt),
          replacesTokenId: id,
          oldEnds,
          oldEndsAt: instant(made.oldEndsAt),
        },
        text: [
          `Token       ${made.token}`,
          `Expires     ${day(made.expiresAt, "never")}`,
          `Token id    ${made.tokenId}`,
          `Old ends    ${oldEnds === "proof" ? "by itself, on proof" : (instant(made.oldEndsAt) ?? "")}`,
          "Store the token now: it cannot be shown again.",
        ].join("\n"),
      };
    },
  );

  finish<{ id: string }>(
    token
      .command("cancel-rotation")
      .description("revoke the new token of a rotation; the old one goes on as before")
      .requiredOption("--id <token id>", "the old one, as token list shows it"),
    terminal,
    `token cancel-rotation ${example}`,
    async ({ id }) => {
      const { name } = await cancelRotation(await scopeOfToken(id), { tokenId: id });
      return { json: { tokenId: id, name }, text: `Cancelled the rotation of "${name}".` };
    },
  );
}
