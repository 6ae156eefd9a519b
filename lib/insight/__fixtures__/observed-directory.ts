import { createUnattendedTenant } from "@/prisma/factories";
import type { TenantOptions } from "@/prisma/factories";
import { tenantUrl } from "@/lib/applications/applications";
import type { DirectoryScope } from "@/lib/auth/scope";
import { setDirectoryEnabled, setRequestRate } from "@/lib/console/directories";
import { db } from "@/lib/db/client";
import { beginSurveys } from "@/lib/db/directory-health";
import { listOpenFindings } from "@/lib/db/findings";
import { EntraHttpClient } from "@/lib/entra/http-client";
import { toConfiguration } from "@/lib/entra/sync/configuration";
import type { ConfigurationInput } from "@/lib/entra/sync/configuration";
import { runCycle } from "@/lib/entra/sync/cycle";
import type { CycleOptions } from "@/lib/entra/sync/cycle-options";
import { freshState } from "@/lib/entra/sync/state";
import type { Tenant } from "@/lib/entra/tenant/tenant";
import { eventQueue } from "../event-queue";
import type { MarksMemory } from "../marks-memory";
import { surveyDirectory } from "../survey-directory";
import type { TestClock } from "./test-clock";

const startMs = 24 * 60 * 60_000;

/**
 * A directory, Entra connected to it, and surveys, all by one clock.
 * @param server where Muster answers by that clock
 */
export async function observe(
  server: string,
  clock: TestClock,
  { application = "generic", ...options }: TenantOptions = {},
  input: ConfigurationInput = {},
) {
  const own = await createUnattendedTenant({ application, ...options });
  const directoryId = own.directory.id;
  const scope: DirectoryScope = { ...own.scope, directoryId };
  await setRequestRate(own.scope, { directoryId, requestsPerSecond: 0 });
  await setDirectoryEnabled(own.scope, { directoryId, enabled: true });
  await beginSurveys(clock.now, new Date(clock.now.getTime() - startMs));
  const job = { token: own.token.token, state: freshState("scim.test") };
  const client = new EntraHttpClient({ base: tenantUrl(server, application), token: () => job.token });
  const configuration = toConfiguration({ ...(application !== "generic" && { mapping: application }), ...input });

  return {
    own,
    scope,
    client,
    /** Whose token and state a test may replace. */
    job,
    cycle: (tenant: Tenant, more: Partial<CycleOptions> = {}) =>
      runCycle({
        tenant,
        configuration,
        client,
        isCompliant: false,
        state: job.state,
        now: () => clock.now.getTime(),
        retries: 0,
        ...more,
      }),
    /** A survey so many minutes later, with all that arrived until then; by a process that remembers what `memory` does. */
    async survey(minutes: number, memory?: MarksMemory): Promise<void> {
      await eventQueue.flush();
      clock.advance(minutes);
      const due = { organizationId: own.scope.organizationId, directoryId };
      while (await surveyDirectory(due, clock.now, memory));
    },
    cycles: () => db.cycle.findMany({ where: { directoryId }, orderBy: { id: "asc" } }),
    findings: () => listOpenFindings(db, scope),
    health: () => db.directoryHealth.findUniqueOrThrow({ where: { directoryId } }),
  };
}
