import { z } from "zod";
import { Id } from "./text";

export const ReadBodiesInput = z.object({ directoryId: Id, eventId: Id });
export type ReadBodiesInput = z.infer<typeof ReadBodiesInput>;

/** For how many days the provisioning log may be kept: Entra's own is kept for 30, or 7. */
export const logDayLimits = { least: 7, most: 400, default: 90 } as const;

const error = "validation.logDays";

export const SetLogDaysInput = z.object({
  days: z.number({ error }).int({ error }).min(logDayLimits.least, { error }).max(logDayLimits.most, { error }),
});
export type SetLogDaysInput = z.infer<typeof SetLogDaysInput>;
