/**
 * The same year (entra-year.spec.ts) while the server is killed and started again, in the middle of requests: cycles end
 * half-way and are repeated, and at the end nothing is lost, nothing is there twice, nothing is half-done. One profile in
 * each dialect, half a year: what a kill can break is the same in all of them.
 */
import { z } from "zod";
import { tenantUrl } from "@/lib/applications/applications";
import { EntraHttpClient } from "@/lib/entra/http-client";
import { Random } from "@/lib/entra/tenant/random";
import { expect, test } from "../fixtures";
import { KillableServer } from "../killable-server";
import { CompanyYear } from "./company-year";

/** What a client may see of a server that is dying, away or coming back; never that it was wrong itself. */
const deadly = ["WebExceptionProtocolError", "Timeout", "InternalServerError"];

const fortnights = 13;

for (const [application, isCompliant, seed] of [
  ["generic", false, 11],
  ["ringcentral", true, 12],
] as const) {
  test(
    `${application}, compliant dialect ${isCompliant}: half a year with a server that is killed`,
    {
      tag: "@lane",
    },
    async () => {
      test.setTimeout(300_000);
      const server = await KillableServer.start();
      try {
        const token = await connect(server, application);
        const random = new Random(seed);
        let requests = 0;
        let kills = 0;
        let dying: Promise<void> | undefined;
        // Once soon in the initial cycle, once late in it, then now and then.
        let nextKill = 200 + random.below(300);
        const client = new EntraHttpClient({
          base: tenantUrl(server.url, application),
          token: () => {
            requests += 1;
            if (requests >= nextKill && dying === undefined) {
              kills += 1;
              nextKill = requests + 400 + random.below(500);
              // Every third time with the database.
              dying = server.kill(kills % 3 === 0);
            }
            return token;
          },
        });
        const year = new CompanyYear({ application, isCompliant, client, domain: "contoso.example", seed });

        /** Cycle after cycle until one ends without a kill and without a failure; nothing happens in the tenant meanwhile. */
        const settle = async (): Promise<void> => {
          for (let attempt = 1; attempt <= 12; attempt += 1) {
            const { failures, quarantine } = await year.cycle();
            for (const { code, reason } of failures) expect(deadly, reason).toContain(code);
            if (quarantine !== null)
              expect(quarantine).toMatch(/^EncounteredQuarantineException: (WebException|Timeout|Internal)/);
            if (dying) {
              await dying;
              await server.startAgain();
              dying = undefined;
            }
            if (failures.length === 0 && quarantine === null) return;
            year.wait();
          }
          throw new Error("Twelve cycles did not do what one should.");
        };

        for (let fortnight = 0; fortnight <= fortnights; fortnight += 1) {
          if (fortnight > 0) year.live(14);
          await settle();
          expect(year.expect().size).toBe(0);
        }
        nextKill = Number.POSITIVE_INFINITY;
        expect(kills).toBeGreaterThanOrEqual(4);
        expect(await year.differences()).toEqual([]);
        client.close();
      } finally {
        await server.stop();
      }
    },
  );
}

/** An organization, a directory without a limit of its rate, and a token, by the operator's command line. */
async function connect(server: KillableServer, application: string): Promise<string> {
  const directory = ["--organization", "contoso", "--directory", "people"];
  await server.command("org", "create", "--name", "Contoso", "--slug", "contoso");
  await server.command(
    "directory",
    "create",
    ...["--organization", "contoso", "--application", application, "--slug", "people"],
  );
  await server.command("directory", "enable", ...directory);
  await server.command("directory", "set", ...directory, "--rate", "off");
  const created = await server.command("token", "create", ...directory);
  return z.object({ token: z.string() }).parse(created).token;
}
