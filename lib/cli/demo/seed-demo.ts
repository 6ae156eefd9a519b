import type { ApplicationId } from "@/lib/applications/profile";
import type { OrganizationScope, Role } from "@/lib/auth/scope";
import { createAdmin, listAdmins } from "@/lib/console/admins";
import { listAuditEvents } from "@/lib/console/audit";
import { addDomain } from "@/lib/console/domains";
import { createOrganization } from "@/lib/console/organizations";
import { operatorScope } from "@/lib/auth/operator";
import { insertAuditEvent } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import {
  backdateAuditEvents,
  backdateOrganization,
  countResources,
  deleteOrganization,
  whileSeedingAlone,
} from "@/lib/db/demo";
import { Refusal } from "@/lib/inputs/refusal";
import { eventQueue } from "@/lib/insight/event-queue";
import { dayMs, DemoClock, seededRandom } from "./clock";
import { replaySurveys } from "./replay-surveys";
import { setStage } from "./stage";
import { playFabrikam, playGeneric, playRingCentral, playSmartConnect } from "./stories";
import { playEightByEight } from "./story-8x8";

export interface DemoAdmin {
  readonly organization: string;
  readonly email: string;
  readonly role: Role;
}

export interface Demo {
  /** False when it was there already; then nothing was changed. */
  readonly created: boolean;
  readonly organizations: readonly string[];
  readonly admins: readonly DemoAdmin[];
  readonly users: number;
  readonly groups: number;
  readonly requests: number;
}

const begun = "demo.begin";
const finished = "demo.finish";
/** Where the requests come from (addresses of RFC 5737); what Entra calls itself is not known (ENTRA.md §1.1). */
const entra = { address: "203.0.113.24" };
const okta = { address: "198.51.100.61", userAgent: "Okta SCIM Client 1.0.0" };

/**
 * Contoso and Fabrikam, with people, groups, tokens and a week of provisioning that ends at `end`. Every person and log
 * row goes through the SCIM service itself. A demo that is complete is left alone; one that was interrupted is redone.
 * @param password of every admin it makes; an admin who exists already keeps theirs
 */
export async function seedDemo(password: string, end: Date): Promise<Demo> {
  return whileSeedingAlone(async () => {
    const contoso = await claim("contoso", "Contoso");
    const fabrikam = await claim("fabrikam", "Fabrikam");
    if (!contoso.complete) await fillContoso(contoso.scope, password, end);
    if (!fabrikam.complete) await fillFabrikam(fabrikam.scope, password, end);
    const both = [contoso, fabrikam];
    const admins = await Promise.all(
      both.map(async ({ slug, scope }) =>
        (await listAdmins(scope)).map(({ email, role }) => ({ organization: slug, email, role })),
      ),
    );
    return {
      created: both.some(({ complete }) => !complete),
      organizations: both.map(({ slug }) => slug),
      admins: admins.flat(),
      ...(await countResources(both.map(({ scope }) => scope.organizationId))),
    };
  });
}

interface Claim {
  readonly slug: string;
  readonly scope: OrganizationScope;
  readonly complete: boolean;
}

/** The demo's organization under that slug; a real customer of that name is left alone, and the demo takes another. */
async function claim(wanted: string, name: string): Promise<Claim> {
  for (const slug of [wanted, `${wanted}-demo`]) {
    const scope = await operatorScope(slug);
    if (scope === undefined) return { slug, scope: await begin(slug, name), complete: false };
    const actions = (await listAuditEvents(scope, { limit: 1000 })).map(({ action }) => action);
    if (actions.includes(finished)) return { slug, scope, complete: true };
    if (actions.includes(begun)) {
      await deleteOrganization(scope.organizationId);
      return { slug, scope: await begin(slug, name), complete: false };
    }
  }
  throw new Refusal("validation.slugTaken", { fieldErrors: { slug: "validation.slugTaken" } });
}

async function begin(slug: string, name: string): Promise<OrganizationScope> {
  const { id } = await createOrganization({ name, slug });
  const scope: OrganizationScope = { organizationId: id, actor: { kind: "operator" } };
  await insertAuditEvent(db, scope, { action: begun, target: slug });
  return scope;
}

async function fillContoso(scope: OrganizationScope, password: string, end: Date): Promise<void> {
  const lena = await makeAdmins(scope, password, [
    ["lena.holm@contoso.com", "Lena Holm", "owner"],
    ["amara.okafor@contoso.com", "Amara Okafor", "admin"],
    ["auditor@contoso.com", "Internal audit", "auditor"],
  ]);
  await register(scope, "contoso.com", true);
  await register(scope, "contoso.co.uk", false);
  const stageOf = (application: ApplicationId, slug: string, name: string, seed: number) =>
    setStage(lena, { application, slug, name, provider: "entra" }, new DemoClock(end, seededRandom(seed)), end, entra);
  const eightByEight = await stageOf("8x8", "8x8", "8x8", 8);
  const ringCentral = await stageOf("ringcentral", "ringcentral", "RingCentral", 9);
  const smartConnect = await stageOf("ipass-smartconnect", "smartconnect", "iPass SmartConnect", 10);
  const intranet = { application: "generic", slug: "intranet", name: "Intranet", provider: "okta" } as const;
  const generic = await setStage(lena, intranet, new DemoClock(end, seededRandom(11)), end, okta);
  await backdate(scope, end);
  await playEightByEight(eightByEight);
  await playRingCentral(ringCentral);
  await playSmartConnect(smartConnect);
  await playGeneric(generic);
  await finish(scope, end);
}

async function fillFabrikam(scope: OrganizationScope, password: string, end: Date): Promise<void> {
  const noor = await makeAdmins(scope, password, [
    ["noor.haddad@fabrikam.com", "Noor Haddad", "owner"],
    ["lena.holm@contoso.com", "Lena Holm", "auditor"],
  ]);
  await register(scope, "fabrikam.com", false);
  const input = { application: "ringcentral", slug: "ringcentral", name: "RingCentral", provider: "entra" } as const;
  const clock = new DemoClock(end, seededRandom(12));
  const stage = await setStage(noor, input, clock, end, { address: "203.0.113.87" });
  await backdate(scope, end);
  clock.goTo(6.2);
  await stage.setEnabled(true);
  await playFabrikam(stage);
  await finish(scope, end);
}

/** Both organizations were set up eight days before the demo ends. */
async function backdate(scope: OrganizationScope, end: Date): Promise<void> {
  const start = new Date(end.getTime() - 8 * dayMs);
  await backdateOrganization(scope, start);
  await backdateAuditEvents(scope, end, start);
}

/** @returns the scope of the first of them, who does everything that the story tells of */
async function makeAdmins(
  scope: OrganizationScope,
  password: string,
  admins: readonly (readonly [email: string, name: string, role: Role])[],
): Promise<OrganizationScope> {
  const made = [];
  for (const [email, name, role] of admins) made.push(await createAdmin(scope, { email, name, role, password }));
  const [first] = made;
  if (first === undefined) return scope;
  return { ...scope, actor: { kind: "admin", adminId: first.id, email: first.email, role: first.role } };
}

/** A domain that another organization has verified stays pending here. */
async function register(scope: OrganizationScope, name: string, verified: boolean): Promise<void> {
  try {
    await addDomain(scope, { name }, { verified });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await addDomain(scope, { name });
  }
}

async function finish(scope: OrganizationScope, end: Date): Promise<void> {
  await eventQueue.flush();
  await replaySurveys(scope, end);
  await insertAuditEvent(db, scope, { action: finished });
}
