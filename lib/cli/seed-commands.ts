import { z } from "zod";
import { randomText } from "@/lib/auth/token-secret";
import { Password } from "@/lib/inputs/password";
import { seedDemo } from "./demo/seed-demo";
import { readOptions } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { table } from "./terminal";

export function registerSeedCommands({ program, terminal }: Registrar): void {
  const seed = program.command("seed").description("fill Muster with something to look at");

  finish<{ passwordStdin?: true }>(
    seed
      .command("demo")
      .description("Contoso and Fabrikam with a week of provisioning; a second time changes nothing")
      .option("--password-stdin", "read the password of the demo's admins from standard input"),
    terminal,
    "seed demo",
    async ({ passwordStdin }) => {
      const given = passwordStdin === true ? readPassword(await terminal.readInput()) : undefined;
      const password = given ?? randomText(20);
      const demo = await seedDemo(password, new Date());
      const shown = demo.created && given === undefined ? password : null;
      const admins = table(
        ["E-MAIL", "ROLE", "ORGANIZATION"],
        demo.admins.map((one) => [one.email, one.role, one.organization]),
        "",
      );
      return {
        json: {
          ...demo,
          organizations: [...demo.organizations],
          admins: demo.admins.map((one) => ({ ...one })),
          password: shown,
        },
        text: [
          demo.created
            ? `Seeded ${demo.users} people, ${demo.groups} groups and ${demo.requests} requests.`
            : "The demo is there already; nothing was changed.",
          admins,
          ...(shown === null ? [] : [`Password of admins that are new (shown this once): ${shown}`]),
        ].join("\n"),
      };
    },
  );
}

function readPassword(input: string): string {
  const raw = { password: input.replace(/\r?\n$/, "") };
  return readOptions(z.object({ password: Password }), raw, { password: "password-stdin" }).password;
}
