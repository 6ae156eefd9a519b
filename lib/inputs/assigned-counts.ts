import { z } from "zod";
import { Id } from "./text";

/** Nobody's tenant has more. */
const most = 10_000_000;
const error = "validation.assigned";
const Count = (least: number) => z.number({ error }).int({ error }).min(least, { error }).max(most, { error });

/** Null: not said. */
export const SetAssignedCountsInput = z.object({
  directoryId: Id,
  users: Count(1).nullable(),
  groups: Count(0).nullable(),
});
export type SetAssignedCountsInput = z.infer<typeof SetAssignedCountsInput>;
