import { codes } from "./codes";
import { externalKeys, isGeneralRefusal, isRefused, isWritten, objectKeys } from "./survey-row";
import type { SurveyRow } from "./survey-row";

/** How an object failed in the rows that were read. */
export interface Failing {
  readonly key: string;
  readonly resourceType: string | null;
  readonly resourceId: string | null;
  readonly name: string | null;
  readonly code: string;
  readonly httpStatus: number;
  readonly eventId: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly failures: number;
  /** Cycles in which it failed, the first and the last of them. */
  readonly cycles: number;
  readonly firstCycleId: string | null;
  readonly cycleId: string | null;
}

/** Collects which people, groups and requests are refused, and which are refused no longer. */
export class FailureFold {
  private readonly byKey = new Map<string, Failing>();
  private readonly curedKeys = new Set<string>();

  /** To be forgotten, before `failing` is remembered. */
  get cured(): readonly string[] {
    return [...this.curedKeys];
  }

  get failing(): readonly Failing[] {
    return [...this.byKey.values()];
  }

  add(row: SurveyRow, cycleId: string | null): void {
    const keys = objectKeys(row);
    if (isWritten(row)) {
      for (const key of new Set([...keys, ...externalKeys(row)])) this.cure(key);
      return;
    }
    if (!isRefused(row) || isGeneralRefusal(row)) {
      // The same question is answered now.
      if (!isRefused(row) && (row.lookup !== null || row.action === "testConnection"))
        this.cure(lookupKey(row.resourceType));
      return;
    }
    const key = keys[0] ?? lookupKey(row.resourceType);
    const known = this.byKey.get(key);
    const isNewCycle = known !== undefined && known.cycleId !== cycleId;
    this.byKey.set(key, {
      key,
      resourceType: row.resourceType,
      resourceId: row.resourceId,
      name: row.displayName ?? row.userName ?? row.externalId ?? known?.name ?? null,
      code: row.code ?? codes.internal,
      httpStatus: row.httpStatus,
      eventId: row.id,
      firstAt: known?.firstAt ?? row.at,
      lastAt: row.at,
      failures: (known?.failures ?? 0) + 1,
      cycles: (known?.cycles ?? 1) + (isNewCycle ? 1 : 0),
      firstCycleId: known ? known.firstCycleId : cycleId,
      cycleId,
    });
  }

  private cure(key: string): void {
    this.curedKeys.add(key);
    this.byKey.delete(key);
  }
}

/** How the key of a request begins that is about no person and no group. */
export const requestKeyPrefix = "request:";

/** What is refused without being about somebody: look-ups above all. */
const lookupKey = (resourceType: string | null) => `${requestKeyPrefix}${resourceType ?? "other"}`;
