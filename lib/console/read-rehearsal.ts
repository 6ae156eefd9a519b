import type { Configuration } from "@/lib/entra/sync/configuration";
import type { LogRecord } from "@/lib/entra/sync/log-record";
import { readError } from "@/lib/entra/scim-body";
import { entitlementsOf } from "@/lib/entra/tenant/entitlement";
import type { Entitlements } from "@/lib/entra/tenant/entitlement";
import { nameOf } from "@/lib/entra/tenant/tenant";
import type { SourceGroup, SourceUser, Tenant } from "@/lib/entra/tenant/tenant";
import type { Flaw, RehearsedObject, RehearsedOutcome, SkipReason } from "./rehearsal-report";

const nameMax = 320;
const detailMax = 1_000;

export interface RehearsedCycle {
  readonly tenant: Tenant;
  readonly configuration: Configuration;
  /** Of one initial cycle, in their order. */
  readonly records: readonly LogRecord[];
}

export interface RehearsalReading {
  readonly objects: RehearsedObject[];
  /** How many members the groups have afterwards, together. */
  readonly memberships: number;
  /** The first person who was created, if possible with nothing missing, with the id that they have in the directory. */
  readonly example: { readonly name: string; readonly targetId: string } | undefined;
  /** Who has which id in the directory. */
  readonly names: ReadonlyMap<string, string>;
}

/** What an initial cycle did to each person and group, read from Entra's log of it and from the tenant that it was about. */
export function readRehearsal({ tenant, configuration, records }: RehearsedCycle): RehearsalReading {
  const entitlements = entitlementsOf(tenant);
  const lacks = lackReader(configuration);
  const mapsManager = configuration.userMappings.some(({ isReference }) => isReference);
  const last = lastRecords(records);
  const owners = new Map<string, string>();
  const done = new Map<string, RehearsedObject>();
  let example: RehearsalReading["example"];
  let second: RehearsalReading["example"];
  for (const source of [...tenant.users.values(), ...tenant.groups.values()]) {
    const own = last.get(source.id);
    if (own === undefined) continue;
    const targetId = own.main.targetIdentity.id;
    const owner = owners.get(targetId);
    const object = { ...base(source), ...fateOf(source, own, entitlements, owner) };
    if (isProvisioned(object)) owners.set(targetId, source.id);
    done.set(source.id, object);
  }
  for (const [id, object] of done) {
    const user = tenant.users.get(id);
    if (user === undefined || !isProvisioned(object)) continue;
    const manager = user.manager === undefined ? undefined : done.get(user.manager);
    const hasManager = !mapsManager || user.manager === undefined || (manager !== undefined && isProvisioned(manager));
    const flaws = [...lacks(user), ...(hasManager ? [] : ["managerMissing" as const])];
    done.set(id, { ...object, flaws });
    const targetId = last.get(id)?.main.targetIdentity.id ?? "";
    if (object.outcome !== "created") continue;
    if (flaws.length === 0) example ??= { name: object.name, targetId };
    else second ??= { name: object.name, targetId };
  }
  return {
    objects: [...done.values()],
    memberships: membershipsIn(tenant, done),
    example: example ?? second,
    names: new Map([...owners].map(([targetId, id]) => [targetId, done.get(id)?.name ?? ""])),
  };
}

const isProvisioned = ({ outcome }: RehearsedObject): boolean => outcome !== "skipped" && outcome !== "refused";

const base = (source: SourceUser | SourceGroup): Pick<RehearsedObject, "kind" | "name" | "userName" | "flaws"> => {
  const isGroup = "members" in source;
  const userName = source.attributes["userPrincipalName"];
  return {
    kind: isGroup ? "group" : "user",
    name: storable(nameOf(source), nameMax),
    userName: isGroup || userName === undefined ? null : storable(String(userName), nameMax),
    flaws: [],
  };
};

/** What was done to an object itself, and what went wrong with it, be it later with its references. */
interface OwnRecords {
  readonly main: LogRecord;
  readonly failure: LogRecord | undefined;
  /** Its manager or its members were written. */
  readonly hasMore: boolean;
}

function lastRecords(records: readonly LogRecord[]): ReadonlyMap<string, OwnRecords> {
  const own = new Map<string, OwnRecords>();
  for (const record of records) {
    const { id } = record.sourceIdentity;
    const failure = record.provisioningStatusInfo.status === "failure" ? record : undefined;
    const known = own.get(id);
    own.set(
      id,
      known
        ? { ...known, hasMore: true, failure: failure ?? known.failure }
        : { main: record, failure, hasMore: false },
    );
  }
  return own;
}

type Fate = Pick<RehearsedObject, "outcome" | "reason" | "detail">;

function fateOf(
  source: SourceUser | SourceGroup,
  { main, failure, hasMore }: OwnRecords,
  entitlements: Entitlements,
  owner: string | undefined,
): Fate {
  if (failure) {
    const { errorCode = "", reason = "" } = failure.provisioningStatusInfo.errorInformation ?? {};
    const detail = detailIn(reason);
    return { outcome: "refused", reason: codeIn(detail) ?? errorCode, detail };
  }
  const outcome = outcomeOf(main);
  if (outcome === "skipped") return { outcome, reason: skipReasonOf(source, entitlements), detail: null };
  // Entra finds both by one value and stops at the second (ENTRA.md §7.5); the client takes them for one.
  if (owner !== undefined) return { outcome: "refused", reason: "DuplicateSourceEntries", detail: null };
  return { outcome: outcome === "unchanged" && hasMore ? "updated" : outcome, reason: null, detail: null };
}

function outcomeOf({ provisioningAction, provisioningSteps, provisioningStatusInfo }: LogRecord): RehearsedOutcome {
  if (provisioningStatusInfo.status === "skipped") {
    const isSame = provisioningSteps.some(({ details }) => details.SkipReason === "RedundantExport");
    return isSame ? "unchanged" : "skipped";
  }
  if (provisioningAction === "create") return "created";
  return provisioningAction === "disable" ? "disabled" : "updated";
}

function skipReasonOf(source: SourceUser | SourceGroup, entitlements: Entitlements): SkipReason {
  if (source.deleted !== undefined) return "deleted";
  if (!entitlements.isEntitled(source.id)) {
    if ("members" in source) return "groupNotAssigned";
    return entitlements.isAssigned(source.id) ? "defaultAccess" : "notAssigned";
  }
  return source.attributes["accountEnabled"] === false ? "disabled" : "outOfScope";
}

/** The `detail` of the SCIM error in Entra's reason (ENTRA.md §7.5), without the id of a request that nobody can look up. */
function detailIn(reason: string): string {
  const [, json = ""] = /Web Response: (\{.*\})\.?$/s.exec(reason) ?? [];
  return storable((readError(json)?.detail ?? reason).replace(/\s*\[req [^\]]*\]/, ""), detailMax);
}

/** What jsonb can hold, and no more of it than anybody reads. */
const storable = (text: string, most: number): string =>
  text
    .slice(0, most)
    .replace(/\p{Cs}/gu, "\uFFFD")
    .replaceAll("\u0000", "\uFFFD");

const codeIn = (detail: string): string | undefined => /\bMUSTER-[A-Z]\d{2}\b/.exec(detail)?.[0];

const flawOf: Readonly<Record<string, Flaw>> = {
  givenName: "noGivenName",
  surname: "noSurname",
  displayName: "noDisplayName",
  mail: "noMail",
};

/** What people should have of what the application maps. */
function lackReader({ userMappings }: Configuration): (user: SourceUser) => Flaw[] {
  const wanted = userMappings.flatMap(({ source, default: byDefault }): [string, Flaw][] => {
    const flaw = source.kind === "attribute" && byDefault === undefined ? flawOf[source.name] : undefined;
    return flaw === undefined || source.kind !== "attribute" ? [] : [[source.name, flaw]];
  });
  return ({ attributes }) => wanted.flatMap(([name, flaw]) => ((attributes[name] ?? "") === "" ? [flaw] : []));
}

function membershipsIn({ groups }: Tenant, done: ReadonlyMap<string, RehearsedObject>): number {
  const isHere = (id: string) => {
    const object = done.get(id);
    return object !== undefined && isProvisioned(object);
  };
  const counts = [...groups.values()].map(({ id, members }) => (isHere(id) ? members.filter(isHere).length : 0));
  return counts.reduce((sum, count) => sum + count, 0);
}
