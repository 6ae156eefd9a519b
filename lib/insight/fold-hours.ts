import type { SurveyRow } from "./survey-row";
import { statuses, type Status } from "./provisioning-event";

const hourMs = 60 * 60_000;

/** The begin of the hour (UTC) that a moment is in. */
export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / hourMs) * hourMs);

/** Requests of one hour by outcome, and what they did to how many people are active and disabled. */
export interface HourCounts extends Record<Status, number> {
  readonly hour: Date;
  readonly activeMore: number;
  readonly disabledMore: number;
}

const nothing = { success: 0, failure: 0, skipped: 0, warning: 0, activeMore: 0, disabledMore: 0 };

/** Counts rows of the log by the hour. */
export class HourFold {
  private readonly byHour = new Map<number, HourCounts>();

  get counts(): readonly HourCounts[] {
    return [...this.byHour.values()];
  }

  add(row: SurveyRow): void {
    const hour = hourOf(row.at);
    const counts = this.byHour.get(hour.getTime()) ?? { ...nothing, hour };
    const status = statuses.find((each) => each === row.status) ?? "warning";
    const { active, disabled } = peopleOf(row);
    this.byHour.set(hour.getTime(), {
      ...counts,
      [status]: counts[status] + 1,
      activeMore: counts.activeMore + active,
      disabledMore: counts.disabledMore + disabled,
    });
  }
}

/** How many people more are active and disabled after a request: what it asked for, also where the brake holds it. */
function peopleOf({ status, resourceType, action, isInactive }: SurveyRow): { active: number; disabled: number } {
  if (resourceType !== "User" || (status !== "success" && status !== "warning")) return { active: 0, disabled: 0 };
  switch (action) {
    case "create":
      return isInactive ? { active: 0, disabled: 1 } : { active: 1, disabled: 0 };
    case "delete":
      return isInactive ? { active: 0, disabled: -1 } : { active: -1, disabled: 0 };
    case "enable":
      return { active: 1, disabled: -1 };
    case "disable":
      return { active: -1, disabled: 1 };
    default:
      return { active: 0, disabled: 0 };
  }
}
