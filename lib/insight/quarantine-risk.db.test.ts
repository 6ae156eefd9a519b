import { describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { generateTenant } from "@/lib/entra/tenant/generate-tenant";
import { observe } from "./__fixtures__/observed-directory";
import { serveByClock } from "./__fixtures__/serve-by-clock";
import { TestClock } from "./__fixtures__/test-clock";
import { parseFacts } from "./finding";

const clock = new TestClock();
/** What happens before a request is let in. */
let meanwhile = () => Promise.resolve();
const server = serveByClock(clock, () => meanwhile());

const minuteMs = 60_000;
const people = 5_010;
/** Requests at which a survey is made: a look-up and a refused creation for each person. */
const surveyed = [400, 2_000, 8_500];

describe("quarantine risk beyond Entra's thresholds (ENTRA.md §7.2), by its requests", () => {
  test(
    "is forecast to some minutes, is there when Entra quarantines the job, and is over once everybody is written",
    { timeout: 600_000 },
    async () => {
      const observed = await observe(server(), clock, { application: "ipass-smartconnect" });
      const tenant = generateTenant({ users: people, groups: 0 });
      const told: unknown[] = [];
      const forecasts: number[] = [];
      let reachedAt = 0;
      let arrived = 0;
      let survey: Promise<void> | undefined;
      meanwhile = async () => {
        await survey;
        arrived += 1;
        // Five requests a second.
        clock.advance(0.2 / 60);
        if (arrived === 10_000) reachedAt = clock.now.getTime();
        if (!surveyed.includes(arrived)) return;
        survey = observed.survey(0.1);
        await survey;
        const { state, kind, facts } = await observed.health();
        const { hoursLeft } = parseFacts(facts);
        told.push([state, kind]);
        if (typeof hoursLeft === "number") forecasts.push(clock.now.getTime() + hoursLeft * 60 * minuteMs);
      };
      const { quarantine } = await observed.cycle(tenant, { concurrency: 16 });
      expect(told).toEqual([
        ["degraded", "failureShare"],
        ["quarantineRisk", "failureShare"],
        ["quarantineRisk", "failureShare"],
      ]);
      expect(forecasts.map((at) => Math.abs(at - reachedAt) / minuteMs).filter((minutes) => minutes > 6)).toEqual([]);
      expect(forecasts).toHaveLength(2);
      expect(quarantine).toContain("EncounteredEscrowProportionThreshold");
      await observed.survey(1);
      expect(await observed.health()).toMatchObject({
        state: "quarantineRisk",
        kind: "failureShare",
        facts: { failures: people, isReached: true, hoursLeft: null },
      });

      const settings = { extensions: [], domainPolicy: "off" };
      await db.directory.update({ where: { id: observed.scope.directoryId }, data: { settings } });
      clock.advance(6 * 60);
      const after = await observed.cycle(tenant, { concurrency: 16 });
      expect(after.quarantine).toBeNull();
      await observed.survey(1);
      expect(await observed.health()).toMatchObject({ state: "healthy", kind: null });
      expect(await observed.findings()).toEqual([]);
    },
  );
});
