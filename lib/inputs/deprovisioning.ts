import { z } from "zod";
import { brakeLimits } from "@/lib/applications/deprovision-brake";
import type { MessageKey } from "./result";
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

const whole = (least: number, most: number, error: MessageKey) =>
  z.number({ error }).int({ error }).min(least, { error }).max(most, { error });

export const BrakeTermsInput = z.object({
  directoryId: Id,
  least: whole(1, brakeLimits.least, "validation.brakeLeast"),
  percent: whole(0, brakeLimits.percent, "validation.brakePercent"),
  hours: whole(1, brakeLimits.hours, "validation.brakeHours"),
});
export type BrakeTermsInput = z.infer<typeof BrakeTermsInput>;

export const SetBrakeInput = z.discriminatedUnion("kind", [
  z.object({ directoryId: Id, kind: z.literal("off") }),
  BrakeTermsInput.extend({ kind: z.literal("on") }),
]);
export type SetBrakeInput = z.infer<typeof SetBrakeInput>;
