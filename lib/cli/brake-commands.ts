import type { Command } from "commander";
import { defaultBrake } from "@/lib/applications/deprovision-brake";
import type { DirectoryScope } from "@/lib/auth/scope";
import { brakeOf, releaseBrake, setBrake } from "@/lib/console/deprovision-brake";
import type { BrakeDto } from "@/lib/console/deprovision-brake";
import { decideHeld } from "@/lib/console/held-users";
import type { Decided } from "@/lib/console/held-users";
import { DecideHeldInput, SetBrakeInput } from "@/lib/inputs/deprovisioning";
import { directoryOf, readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import { CommandError, instant } from "./terminal";
import type { Terminal } from "./terminal";

type DirectoryOptions = { organization: string; directory: string };

const ofDirectory = (command: Command): Command =>
  command.requiredOption("--organization <slug>").requiredOption("--directory <slug>");

/** @throws CommandError when there is no such directory */
export async function scopeOfDirectory({ organization, directory }: DirectoryOptions): Promise<DirectoryScope> {
  const scope = await scopeOf(organization);
  return { ...scope, directoryId: (await directoryOf(scope, directory)).id };
}

/** `directory brake …`: what happens when unusually many people are disabled or deleted. */
export function registerBrakeCommands(directory: Command, terminal: Terminal): void {
  const brake = directory
    .command("brake")
    .description("the deprovision brake: holds unusually many disables and deletes until somebody decides")
    .addHelpText("after", "\nExample:\n  npm run --silent muster -- directory brake show --help");

  finish<DirectoryOptions>(
    ofDirectory(brake.command("show")).description("where it stands"),
    terminal,
    "directory brake show --organization contoso --directory 8x8",
    async (options) => stateAnswer(await brakeOf(await scopeOfDirectory(options))),
  );

  finish<DirectoryOptions & { atLeast?: string; percent?: string; hours?: string; off?: true }>(
    ofDirectory(brake.command("set"))
      .description("set its limits, or turn it off; what is left out stays as it is")
      .option("--at-least <people>", "so many may leave, however small the directory")
      .option("--percent <percent>", "or so many of its people, where that is more")
      .option("--hours <hours>", "within so many hours, 1 to 168")
      .option("--off", "hold nothing"),
    terminal,
    "directory brake set --organization contoso --directory 8x8 --at-least 50 --percent 10 --hours 24",
    async ({ atLeast, percent, hours, off, ...options }) => {
      const scope = await scopeOfDirectory(options);
      if ([atLeast, percent, hours, off].every((option) => option === undefined)) {
        throw new CommandError("invalid", "Say what to set: --at-least, --percent, --hours or --off.");
      }
      const { directoryId } = scope;
      const { terms } = await brakeOf(scope);
      const given = (text: string | undefined, before: number | undefined) =>
        text === undefined ? before : Number(text);
      const raw =
        off === true
          ? { kind: "off", directoryId }
          : {
              kind: "on",
              directoryId,
              least: given(atLeast, terms?.least ?? defaultBrake.least),
              percent: given(percent, terms?.percent ?? defaultBrake.percent),
              hours: given(hours, terms?.hours ?? defaultBrake.hours),
            };
      await setBrake(scope, readOptions(SetBrakeInput, raw, { least: "at-least" }));
      return stateAnswer(await brakeOf(scope));
    },
  );

  finish<DirectoryOptions & { rest?: true }>(
    ofDirectory(brake.command("release"))
      .description("let disables and deletes pass again; who is held stays held")
      .option("--rest", "hold nothing for its hours, instead of counting from zero at once"),
    terminal,
    "directory brake release --organization contoso --directory 8x8",
    async ({ rest, ...options }) => {
      const scope = await scopeOfDirectory(options);
      await releaseBrake(scope, { directoryId: scope.directoryId, release: rest === true ? "rest" : "count" });
      return stateAnswer(await brakeOf(scope));
    },
  );

  for (const [verb, decision, says] of [
    ["allow", "happen", "let what is held happen"],
    ["keep", "keep", "bring back who is held"],
  ] as const) {
    finish<DirectoryOptions & { id?: string[]; all?: true }>(
      ofDirectory(brake.command(verb))
        .description(says)
        .option("--id <user ids...>", "of these people, as user held shows them")
        .option("--all", "of everybody"),
      terminal,
      `directory brake ${verb} --organization contoso --directory 8x8 --all`,
      async ({ id, all, ...options }) => {
        const scope = await scopeOfDirectory(options);
        if ((id === undefined) === (all === undefined)) {
          throw new CommandError("invalid", "Say of whom: --id or --all.");
        }
        const raw = { directoryId: scope.directoryId, userIds: id ?? "all", decision };
        const decided = await decideHeld(scope, readOptions(DecideHeldInput, raw, { userIds: "id" }));
        return { json: { decided: decided.decided, taken: [...decided.taken] }, text: decidedSentence(verb, decided) };
      },
    );
  }
}

function stateAnswer({ terms, allowed, recent, tripped, restsUntil, held }: BrakeDto) {
  const json = {
    terms: terms && { ...terms },
    allowed,
    recent,
    trippedAt: instant(tripped?.at ?? null),
    restsUntil: instant(restsUntil),
    held,
  };
  const waiting = held === 0 ? "Nobody is held." : `${people(held)} held: decide with directory brake allow or keep.`;
  if (terms === null) return { json, text: `The brake is off. ${waiting}` };
  const limits = `${terms.least} people or ${terms.percent} % within ${terms.hours} h, at present ${allowed}`;
  const state =
    tripped !== undefined
      ? `holds since ${tripped.at.toISOString()}`
      : restsUntil !== null
        ? `rests until ${restsUntil.toISOString()}`
        : `is on, ${recent} of ${allowed} so far`;
  return { json, text: `The brake ${state} (${limits}). ${waiting}` };
}

const people = (count: number) => (count === 1 ? "1 person is" : `${count} people are`);

function decidedSentence(verb: "allow" | "keep", { decided, taken }: Decided): string {
  const done = `${people(decided)} ${verb === "keep" ? "back" : "held no more"}.`;
  if (taken.length === 0) return done;
  return `${done} Not ${taken.map(({ userName }) => userName).join(", ")}: a new person has the userName.`;
}
