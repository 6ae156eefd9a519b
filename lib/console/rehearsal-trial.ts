import { setTimeout as delay } from "node:timers/promises";
import { EntraHttpClient } from "@/lib/entra/http-client";
import { userMappings } from "@/lib/entra/mapping/default-mappings";
import { readTarget } from "@/lib/entra/mapping/target-path";
import { parseJsonObject } from "@/lib/entra/json";
import { toConfiguration } from "@/lib/entra/sync/configuration";
import type { Configuration } from "@/lib/entra/sync/configuration";
import { runCycle } from "@/lib/entra/sync/cycle";
import type { LogRecord } from "@/lib/entra/sync/log-record";
import { freshState } from "@/lib/entra/sync/state";
import { flawedCompany } from "@/lib/entra/tenant/flawed-company";
import { parseTenant } from "@/lib/entra/tenant/stored-tenant";
import type { Tenant } from "@/lib/entra/tenant/tenant";
import { asJsonObject } from "./as-json-object";
import { readRehearsal } from "./read-rehearsal";
import type { RehearsalReading } from "./read-rehearsal";
import { countsOf, RehearsalRequest } from "./rehearsal-report";
import type { RehearsalReport, RehearsalSource } from "./rehearsal-report";
import type { TrialWork } from "./trial-work";

/** Requests a second: the process that answers them serves identity providers meanwhile. */
const rate = 100;

/** Entra's initial cycle, played against the sandbox. The evidence is what became of each object. */
export const rehearsalTrial: TrialWork = async ({ run, sandbox, tenantUrl, signal, progress }) => {
  const { source, isCompliant } = RehearsalRequest.parse(run.input);
  const tenant = tenantOf(source, run.payload);
  const mapping = sandbox.application in userMappings ? sandbox.application : "entra";
  const configuration = toConfiguration({ mapping });
  const pace = pacer(rate);
  const token = async () => {
    await pace();
    return sandbox.token;
  };
  const client = new EntraHttpClient({ base: tenantUrl, token });
  try {
    const peopleBefore = await countPeople(client);
    const records: LogRecord[] = [];
    const cycle = await runCycle({
      tenant,
      configuration,
      client,
      isCompliant,
      state: freshState("scim.rehearsal"),
      signal,
      onProgress: ({ done, total, phase }) => progress({ phase, done, total }),
      onRecord: (record) => records.push(record),
    });
    const reading = readRehearsal({ tenant, configuration, records });
    const report: RehearsalReport = {
      users: countsOf(reading.objects, "user"),
      groups: countsOf(reading.objects, "group"),
      memberships: cycle.quarantine === null ? reading.memberships : 0,
      peopleBefore,
      requests: cycle.requests,
      seconds: cycle.seconds,
      stopped: cycle.quarantine,
      example: await readExample(client, configuration, reading),
    };
    return { report: asJsonObject(report), evidence: asJsonObject({ objects: reading.objects }) };
  } finally {
    client.close();
  }
};

function tenantOf(source: RehearsalSource, payload: string | null): Tenant {
  if (source.kind === "company") return flawedCompany(source);
  if (payload === null) throw new Error("a rehearsal with a file has lost its people");
  return parseTenant(payload);
}

/** Lets so many a second go on, evenly. */
function pacer(perSecond: number): () => Promise<void> {
  let next = 0;
  return async () => {
    const now = performance.now();
    next = Math.max(next, now) + 1_000 / perSecond;
    const wait = next - now - 1_000 / perSecond;
    if (wait > 1) await delay(wait);
  };
}

async function countPeople(client: EntraHttpClient): Promise<number> {
  const exchange = await client.send("GET", "/Users?count=0");
  const total = "received" in exchange ? parseJsonObject(exchange.received.text)?.["totalResults"] : undefined;
  return typeof total === "number" ? total : 0;
}

/** The example's resource as it is there now, by the target attributes of the mapping. */
async function readExample(
  client: EntraHttpClient,
  { userMappings: mappings }: Configuration,
  { example, names }: RehearsalReading,
): Promise<RehearsalReport["example"]> {
  if (example === undefined) return null;
  const exchange = await client.send("GET", `/Users/${encodeURIComponent(example.targetId)}`);
  const body = "received" in exchange ? parseJsonObject(exchange.received.text) : undefined;
  if (!body) return null;
  const values = mappings.flatMap(({ target, isReference }) => {
    const value = readTarget(body, target);
    if (value === undefined) return [];
    return [{ path: target.text, value: isReference ? (names.get(value) ?? value) : value }];
  });
  return { name: example.name, values };
}
