import type { OrganizationScope } from "@/lib/auth/scope";
import { insertAuditEvent } from "@/lib/db/audit-events";
import { db } from "@/lib/db/client";
import { updateLook } from "@/lib/db/domains";
import type { DomainLook, DomainRecord } from "@/lib/db/domains";
import { isUniqueViolation } from "@/lib/db/unique-error";
import { lookUpWith } from "./look-up";
import type { LookUp } from "./look-up";
import { nextStanding } from "./next-standing";
import type { Sighting } from "./sighting";
import { txtRecordOf } from "./txt-record";

export interface LookOptions {
  /** Counts as one of the re-checks after which a domain fails. */
  readonly isScheduled?: boolean;
  readonly at?: Date;
  readonly lookUp?: LookUp;
}

const overDns = lookUpWith();

/**
 * Looks for a domain's record in DNS and writes down what was seen. A change of its state is audited in the same
 * transaction. Of two organizations that prove the same domain one becomes its owner, the other's stays as it was.
 */
export async function lookAtDomain(
  scope: OrganizationScope,
  domain: DomainRecord,
  { isScheduled = false, at = new Date(), lookUp = overDns }: LookOptions = {},
): Promise<void> {
  const sighting = await lookUp(txtRecordOf(domain), domain.name);
  const look = { ...nextStanding(domain, sighting, at, isScheduled), checkedAt: at, sighting };
  try {
    await write(scope, domain, look);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const { nextCheckAt } = nextStanding(domain, { kind: "nothing" }, at, isScheduled);
    await write(scope, domain, { ...look, state: domain.state, nextCheckAt });
  }
}

async function write(
  scope: OrganizationScope,
  domain: DomainRecord,
  look: DomainLook & { readonly sighting: Sighting },
): Promise<void> {
  if (look.state === domain.state) {
    await updateLook(db, domain, look);
    return;
  }
  await db.$transaction(async (transaction) => {
    if (!(await updateLook(transaction, domain, look))) return;
    await insertAuditEvent(transaction, scope, {
      action: look.state === "verified" ? "domain.verify" : "domain.fail",
      target: domain.name,
    });
  });
}
