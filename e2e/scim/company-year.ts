/** A company that lives, Entra that provisions it, and beside both what its directory should be by now. */
import type { ApplicationId } from "@/lib/applications/profile";
import type { EntraHttpClient } from "@/lib/entra/http-client";
import { generateCompany, withoutContractors } from "@/lib/entra/life/company";
import { withAttributes } from "@/lib/entra/life/draft";
import type { HappeningKind } from "@/lib/entra/life/draft";
import { liveOn } from "@/lib/entra/life/live-on";
import type { Company } from "@/lib/entra/life/live-on";
import type { MappingInput } from "@/lib/entra/mapping/attribute-mapping";
import { userMappings } from "@/lib/entra/mapping/default-mappings";
import { toConfiguration } from "@/lib/entra/sync/configuration";
import { runCycle } from "@/lib/entra/sync/cycle";
import type { CycleReport } from "@/lib/entra/sync/cycle-report";
import { freshState, parseState, serializeState } from "@/lib/entra/sync/state";
import { entitlementsOf } from "@/lib/entra/tenant/entitlement";
import { Random } from "@/lib/entra/tenant/random";
import type { SourceUser } from "@/lib/entra/tenant/tenant";
import { compareDirectory, differenceText } from "@/lib/entra/verify/compare";
import { expectCycle } from "@/lib/entra/verify/expect-cycle";
import { expectNothing } from "@/lib/entra/verify/expectation";
import { odditiesOf } from "@/lib/entra/verify/oddities";
import type { OddityKind } from "@/lib/entra/verify/oddities";
import { readDirectory } from "@/lib/entra/verify/read-directory";

export interface YearOptions {
  readonly application: ApplicationId;
  readonly isCompliant: boolean;
  readonly client: EntraHttpClient;
  /** Of userNames; for iPass it has to be registered. */
  readonly domain: string;
  readonly seed: number;
}

/** The only mapping that says who has which role in the application. */
const role: MappingInput = {
  source: "SingleAppRoleAssignment([appRoleAssignments])",
  target: 'roles[primary eq "True"].value',
};

/** Entra's code of a 400 with a SCIM error (ENTRA.md §7.5). */
export const refusedDomain = "SystemForCrossDomainIdentityManagementBadRequest";

const dayMs = 24 * 60 * 60 * 1000;

/** A company of 500 people and 40 groups, not provisioned yet. */
export class CompanyYear {
  readonly happened = new Set<HappeningKind>();
  readonly oddities = new Set<OddityKind>();
  private readonly configuration;
  private readonly random;
  private company: Company;
  private state = freshState("scim.year");
  private expectation = expectNothing();

  constructor(private readonly options: YearOptions) {
    const { application, domain, seed } = options;
    this.configuration = toConfiguration({
      mapping: application === "generic" ? [...(userMappings["entra"] ?? []), role] : application,
      userScope: withoutContractors,
    });
    this.random = new Random(seed);
    this.company = { tenant: generateCompany({ users: 500, groups: 40, seed, domain }), now: Date.UTC(2026, 0, 1) };
  }

  get people(): number {
    return [...this.company.tenant.users.values()].filter(({ deleted }) => deleted !== "hard").length;
  }

  live(days: number): void {
    const { happenings, ...company } = liveOn(this.company, days, this.random);
    this.company = company;
    for (const { kind } of happenings) this.happened.add(kind);
  }

  /** Gives somebody in scope, by their number in the order of arrival, other attributes. @returns their objectId */
  edit(number: number, attributes: (all: readonly SourceUser[]) => SourceUser["attributes"]): string {
    const { tenant } = this.company;
    const { isEntitled } = entitlementsOf(tenant);
    const all = [...tenant.users.values()].filter(
      ({ id, deleted, attributes: { accountEnabled, employeeType } }) =>
        deleted === undefined && accountEnabled === true && employeeType === "Employee" && isEntitled(id),
    );
    const user = all[number];
    if (!user) throw new RangeError(`There are only ${all.length} people.`);
    this.put({ ...user, attributes: withAttributes(user.attributes, attributes(all)) });
    return user.id;
  }

  /** Gives everybody the userPrincipalName that their mailNickname makes. */
  nameAll(): void {
    for (const user of this.company.tenant.users.values()) {
      const userPrincipalName = `${String(user.attributes["mailNickname"])}@${this.options.domain}`;
      this.put({ ...user, attributes: { ...user.attributes, userPrincipalName } });
    }
  }

  private put(user: SourceUser): void {
    const { tenant, now } = this.company;
    this.company = { tenant: { ...tenant, users: new Map(tenant.users).set(user.id, user) }, now };
  }

  /** One cycle. The state goes through its JSON, as between two runs of the command. */
  cycle(): Promise<CycleReport> {
    const { client, isCompliant } = this.options;
    const { tenant, now } = this.company;
    this.state = parseState(serializeState(this.state));
    const { configuration, state } = this;
    return runCycle({ tenant, configuration, client, isCompliant, state, now: () => now, concurrency: 6 });
  }

  /** Time that nothing happens in: what failed is due again. */
  wait(): void {
    this.company = { ...this.company, now: this.company.now + dayMs };
  }

  /** What the cycle should have made of the directory. @returns whom it should have failed for, with Entra's code */
  expect(): ReadonlyMap<string, string> {
    const { tenant, now } = this.company;
    const { application, domain } = this.options;
    const { expectation, failures } = expectCycle(this.expectation, {
      tenant,
      configuration: this.configuration,
      now,
      refuses: (kind, { userName = "" }) =>
        application === "ipass-smartconnect" && kind === "user" && !userName.endsWith(`@${domain}`)
          ? refusedDomain
          : undefined,
    });
    this.expectation = expectation;
    for (const { kind } of odditiesOf(expectation, tenant, this.configuration)) this.oddities.add(kind);
    return failures;
  }

  /** Every attribute, manager and member of everybody, over HTTP: in what the directory is not what it should be. */
  async differences(): Promise<string[]> {
    const directory = await readDirectory(this.options.client);
    return compareDirectory(directory, this.expectation, this.configuration).map(differenceText);
  }
}
