import { z } from "zod";
import { Id } from "./text";

export const StartTrialInput = z.object({ directoryId: Id });
export type StartTrialInput = z.infer<typeof StartTrialInput>;

export const CancelTrialInput = z.object({ directoryId: Id, runId: Id });
export type CancelTrialInput = z.infer<typeof CancelTrialInput>;

export const ReadCaseInput = z.object({ directoryId: Id, runId: Id, caseId: z.string().max(100) });
export type ReadCaseInput = z.infer<typeof ReadCaseInput>;
