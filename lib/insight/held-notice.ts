import { codes } from "./codes";

/** What the log says of a disable or delete that the deprovision brake holds. The client is answered as always. */
export const heldNotice = {
  code: codes.heldByBrake,
  step: {
    name: "brake",
    status: "warning",
    detail:
      "Held by the deprovision brake: for the application this person is still there until an administrator decides under Deprovisioning.",
  },
} as const;
