import { operatorScopeOfGuideLink } from "@/lib/auth/operator";
import { createGuideLink, listGuideLinks, revokeGuideLink } from "@/lib/console/guide-links";
import type { GuideLinkDto } from "@/lib/console/guide-links";
import { env } from "@/lib/env";
import { CreateGuideLinkInput, defaultGuideLinkDays, RevokeGuideLinkInput } from "@/lib/inputs/guide-link";
import { routes } from "@/lib/routes";
import { directoryOf, readDays, readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { CommandError, day, instant, table } from "./terminal";

type OfDirectory = { organization: string; directory: string };

export function registerGuideLinkCommands({ program, terminal }: Registrar): void {
  const link = program
    .command("setup-link")
    .description("setup links: one directory's setup guide for somebody without an account");

  finish<OfDirectory & { for: string; expiresIn?: string }>(
    link
      .command("create")
      .description("make a setup link; it is shown this once")
      .requiredOption("--organization <slug>")
      .requiredOption("--directory <slug>")
      .requiredOption("--for <whom>", "for whom it is; the audit log and its tokens say so")
      .option("--expires-in <time>", "1d, 7d (when left out) or 30d"),
    terminal,
    `setup-link create --organization contoso --directory 8x8 --for "Contoso IT" --expires-in 7d`,
    async ({ organization, directory: slug, for: label, expiresIn }) => {
      const scope = await scopeOf(organization);
      const directory = await directoryOf(scope, slug);
      const expiresInDays = expiresIn === undefined ? defaultGuideLinkDays : readDays(expiresIn);
      const input = readOptions(
        CreateGuideLinkInput,
        { directoryId: directory.id, label, expiresInDays },
        { label: "for", expiresInDays: "expires-in" },
      );
      const made = await createGuideLink(scope, input);
      const url = `${env.publicUrl ?? `http://localhost:${env.port}`}${routes.guideLink(made.secret)}`;
      return {
        json: { setupLink: url, setupLinkId: made.id, expiresAt: instant(made.expiresAt) },
        text: [
          `Setup link  ${url}`,
          `Expires     ${day(made.expiresAt, "never")}`,
          `Link id     ${made.id}`,
          "Send it now: it cannot be shown again. Whoever has it can make tokens of this directory until it ends.",
        ].join("\n"),
      };
    },
  );

  finish<OfDirectory>(
    link
      .command("list")
      .description("list a directory's setup links, also those that ended")
      .requiredOption("--organization <slug>")
      .requiredOption("--directory <slug>"),
    terminal,
    "setup-link list --organization contoso --directory 8x8",
    async ({ organization, directory }) => {
      const scope = await scopeOf(organization);
      const all = await listGuideLinks(scope, (await directoryOf(scope, directory)).id);
      const now = new Date();
      return {
        json: { setupLinks: all.map((one) => toJson(one, now)) },
        text: table(
          ["ID", "FOR", "MADE BY", "LAST USED", "EXPIRES", "STATE"],
          all.map((one) => [
            one.id,
            one.label,
            one.createdBy,
            day(one.lastUsedAt, "never"),
            day(one.expiresAt, "never"),
            stateOf(one, now),
          ]),
          "The directory has no setup link yet. Make one: setup-link create",
        ),
      };
    },
  );

  finish<{ id: string }>(
    link
      .command("revoke")
      .description("end a setup link, from the next request on; what was made through it stays")
      .requiredOption("--id <link id>", "as setup-link create and setup-link list show it"),
    terminal,
    "setup-link revoke --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11",
    async ({ id }) => {
      const isId = RevokeGuideLinkInput.safeParse({ linkId: id }).success;
      const scope = isId ? await operatorScopeOfGuideLink(id) : undefined;
      if (scope === undefined) {
        throw new CommandError("setup-link-not-found", `There is no setup link ${id}. List them: setup-link list`);
      }
      const { label, revokedAt } = await revokeGuideLink(scope, { linkId: id });
      return {
        json: { setupLinkId: id, revokedAt: instant(revokedAt) },
        text: `Revoked the setup link for "${label}".`,
      };
    },
  );
}

const stateOf = ({ expiresAt, revokedAt }: GuideLinkDto, now: Date): string => {
  if (revokedAt !== null) return "revoked";
  return expiresAt.getTime() <= now.getTime() ? "expired" : "live";
};

const toJson = (one: GuideLinkDto, now: Date) => ({
  ...one,
  createdAt: instant(one.createdAt),
  lastUsedAt: instant(one.lastUsedAt),
  expiresAt: instant(one.expiresAt),
  revokedAt: instant(one.revokedAt),
  state: stateOf(one, now),
});
