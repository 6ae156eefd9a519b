import { musterScope } from "@/lib/auth/muster";
import { claimDueDomains } from "@/lib/db/domains";
import { forgetRefusedUserNames } from "@/lib/db/refused-user-names";
import { log } from "@/lib/log";
import { lookAtDomain } from "./look-at-domain";
import type { LookUp } from "./look-up";

const tickMs = 15_000;
const hourMs = 60 * 60 * 1000;
/** How many domains are asked for at once. */
const batch = 20;
/** Long after the slowest DNS server was given up. */
const leaseMs = 5 * 60_000;

/** How long a refused person is remembered who is not refused any more: longer than an identity provider's longest pause. */
export const refusedForMs = 30 * 24 * hourMs;

/**
 * Looks at every domain that is due. Copies of Muster share the work: each domain is taken by one of them.
 * @returns how many this process looked at
 */
export async function checkDueDomains(options: { readonly at?: Date; readonly lookUp?: LookUp } = {}): Promise<number> {
  const { at = new Date(), lookUp } = options;
  let looked = 0;
  for (;;) {
    const due = await claimDueDomains(at, new Date(at.getTime() + leaseMs), batch);
    await Promise.all(
      due.map(async (domain) => {
        const scope = musterScope(domain.organizationId);
        await lookAtDomain(scope, domain, { isScheduled: true, at, lookUp }).catch((error: unknown) =>
          log.error({ err: error, domain: domain.name }, "a domain could not be re-checked"),
        );
      }),
    );
    looked += due.length;
    if (due.length < batch) return looked;
  }
}

/** Re-checks domains, and forgets refused people who have arrived or given up, until `stop`, which waits for the last look. */
export function startDomainChecks(): { stop(): Promise<void> } {
  let forgetAt = 0;
  let running: Promise<void> | undefined;
  const tick = async () => {
    const now = Date.now();
    await checkDueDomains();
    if (now < forgetAt) return;
    forgetAt = now + hourMs;
    await forgetRefusedUserNames(new Date(now - refusedForMs));
  };
  const timer = setInterval(() => {
    running ??= tick()
      .catch((error: unknown) => log.error({ err: error }, "the re-check of domains could not be carried out"))
      .finally(() => (running = undefined));
  }, tickMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
