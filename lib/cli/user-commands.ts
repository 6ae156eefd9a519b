import type { Command } from "commander";
import { listDeletedUsers, restoreDeletedUser } from "@/lib/console/deleted-users";
import { listHeldUsers } from "@/lib/console/held-users";
import { RestoreUserInput } from "@/lib/inputs/deprovisioning";
import { scopeOfDirectory } from "./brake-commands";
import { readOptions } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { day, instant, table } from "./terminal";

type DirectoryOptions = { organization: string; directory: string };

const ofDirectory = (command: Command): Command =>
  command.requiredOption("--organization <slug>").requiredOption("--directory <slug>");

/** More than a person reads at once; a search finds the others. */
const shownMax = 500;

/** `user …`: people who left, or are about to. */
export function registerUserCommands({ program, terminal }: Registrar): void {
  const user = program.command("user").description("people whom an identity provider disabled or deleted");

  finish<DirectoryOptions & { search?: string }>(
    ofDirectory(user.command("deleted"))
      .description(`who was deleted within 30 days, the latest ${shownMax}`)
      .option("--search <text>", "part of name or userName"),
    terminal,
    "user deleted --organization contoso --directory 8x8",
    async ({ search, ...options }) => {
      const { rows } = await listDeletedUsers(await scopeOfDirectory(options), { search, limit: shownMax });
      return {
        json: {
          users: rows.map(({ id, userName, displayName, deletedAt, daysLeft, isHeld, takenBy }) => ({
            id,
            userName,
            displayName,
            deletedAt: instant(deletedAt),
            daysLeft,
            held: isHeld,
            takenBy: takenBy?.id ?? null,
          })),
        },
        text: table(
          ["ID", "USERNAME", "DELETED", "DAYS LEFT", "STATE"],
          rows.map((row) => [
            row.id,
            row.userName,
            day(row.deletedAt, ""),
            String(row.daysLeft),
            row.takenBy ? "userName taken" : row.isHeld ? "held" : "",
          ]),
          "Nobody was deleted within 30 days.",
        ),
      };
    },
  );

  finish<DirectoryOptions & { id: string }>(
    ofDirectory(user.command("restore"))
      .description("bring a deleted person back: same id, same groups")
      .requiredOption("--id <user id>", "as user deleted shows it"),
    terminal,
    "user restore --organization contoso --directory 8x8 --id 0199a0b2-7f31-7c3e-9a52-3f1f6f0b2c11",
    async ({ id, ...options }) => {
      const scope = await scopeOfDirectory(options);
      const raw = { directoryId: scope.directoryId, userId: id };
      const restored = await restoreDeletedUser(scope, readOptions(RestoreUserInput, raw, { userId: "id" }));
      const groups = `${restored.groups} ${restored.groups === 1 ? "group" : "groups"}`;
      return { json: { ...restored }, text: `${restored.userName} is back, in ${groups}.` };
    },
  );

  finish<DirectoryOptions & { search?: string }>(
    ofDirectory(user.command("held"))
      .description(`whose disable or delete the brake holds, the first ${shownMax}`)
      .option("--search <text>", "part of name or userName"),
    terminal,
    "user held --organization contoso --directory 8x8",
    async ({ search, ...options }) => {
      const { rows } = await listHeldUsers(await scopeOfDirectory(options), { search, limit: shownMax });
      return {
        json: {
          users: rows.map(({ id, userName, displayName, kind, heldAt, eventId }) => ({
            id,
            userName,
            displayName,
            asked: kind,
            heldAt: instant(heldAt),
            requestId: eventId,
          })),
        },
        text: table(
          ["ID", "USERNAME", "ASKED", "SINCE"],
          rows.map(({ id, userName, kind, heldAt }) => [id, userName, kind, day(heldAt, "")]),
          "Nobody is held.",
        ),
      };
    },
  );
}
