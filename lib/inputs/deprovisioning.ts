import { z } from "zod";
import { brakeLimits } from "@/lib/applications/deprovision-brake";
import { Id } from "./text";

export const RestoreUserInput = z.object({ directoryId: Id, userId: Id });
export type RestoreUserInput = z.infer<typeof RestoreUserInput>;

/** `happen`: what was asked for. `keep`: the person stays. */
export const heldDecisions = ["happen", "keep"] as const;
export type HeldDecision = (typeof heldDecisions)[number];

/** What follows a release: nothing is held for the brake's hours, or it counts anew at once. */
export const brakeReleases = ["rest", "count"] as const;
export type BrakeRelease = (typeof brakeReleases)[number];

export const DecideHeldInput = z.object({
  directoryId: Id,
  /** All of them, or these. */
  userIds: z.union([z.literal("all"), z.array(Id).min(1).max(500)], { error: "validation.choose" }),
  decision: z.enum(heldDecisions, { error: "validation.choose" }),
  /** Also releases the brake, first. */
  release: z.enum(brakeReleases, { error: "validation.choose" }).optional(),
});
export type DecideHeldInput = z.infer<typeof DecideHeldInput>;

export const ReleaseBrakeInput = z.object({
  directoryId: Id,
  release: z.enum(brakeReleases, { error: "validation.choose" }),
});
export type ReleaseBrakeInput = z.infer<typeof ReleaseBrakeInput>;

const whole = (least: number, most: number) =>
  z
    .number({ error: "validation.wholeNumber" })
    .int({ error: "validation.wholeNumber" })
    .min(least, { error: "validation.wholeNumber" })
    .max(most, { error: "validation.wholeNumber" });

export const SetBrakeInput = z.discriminatedUnion("kind", [
  z.object({ directoryId: Id, kind: z.literal("off") }),
  z.object({
    directoryId: Id,
    kind: z.literal("on"),
    least: whole(1, brakeLimits.least),
    percent: whole(0, brakeLimits.percent),
    hours: whole(1, brakeLimits.hours),
  }),
]);
export type SetBrakeInput = z.infer<typeof SetBrakeInput>;
