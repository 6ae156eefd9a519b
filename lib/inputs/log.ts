import { z } from "zod";
import { Id } from "./text";

export const ReadBodiesInput = z.object({ directoryId: Id, eventId: Id });
export type ReadBodiesInput = z.infer<typeof ReadBodiesInput>;
