import { createAdmin, listAdmins } from "@/lib/console/admins";
import { CreateAdminInput } from "@/lib/inputs/admin";
import { readOptions, scopeOf } from "./read-options";
import { finish } from "./register";
import type { Registrar } from "./register";
import { day, instant, table } from "./terminal";

export function registerAdminCommands({ program, terminal }: Registrar): void {
  const admin = program.command("admin").description("admins: the people who sign in to the console");

  finish<{ organization: string; email: string; role: string; name?: string }>(
    admin
      .command("create")
      .description("make an admin, or let an admin of another organization join with the password they have")
      .requiredOption("--organization <slug>")
      .requiredOption("--email <address>")
      .requiredOption("--role <role>", "owner, admin or auditor")
      .option("--name <name>", "shown name; the e-mail address when left out")
      .requiredOption("--password-stdin", "read the password from standard input"),
    terminal,
    "admin create --organization contoso --email lena@contoso.com --role owner --password-stdin < password.txt",
    async ({ organization, ...options }) => {
      const scope = await scopeOf(organization);
      const password = (await terminal.readInput()).replace(/\r?\n$/, "");
      const input = readOptions(CreateAdminInput, { ...options, password }, { password: "password-stdin" });
      const { id, email, name, role } = await createAdmin(scope, input);
      return { json: { id, email, name, role }, text: `${email} is ${role} of ${organization}.` };
    },
  );

  finish<{ organization: string }>(
    admin.command("list").description("list an organization's admins").requiredOption("--organization <slug>"),
    terminal,
    "admin list --organization contoso",
    async ({ organization }) => {
      const all = await listAdmins(await scopeOf(organization));
      return {
        json: {
          admins: all.map(({ createdAt, disabledAt, ...rest }) => ({
            ...rest,
            createdAt: instant(createdAt),
            disabledAt: instant(disabledAt),
          })),
        },
        text: table(
          ["E-MAIL", "NAME", "ROLE", "SINCE", "STATE"],
          all.map((one) => [
            one.email,
            one.name,
            one.role,
            day(one.createdAt, ""),
            one.disabledAt === null ? "active" : "disabled",
          ]),
          "The organization has no admin yet. Make one: admin create",
        ),
      };
    },
  );
}
