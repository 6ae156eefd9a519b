import { recordTokenUse } from "@/lib/db/credentials";
import { log } from "@/lib/log";
import type { ProvisioningScope } from "./scope";

/** How often one process writes lastUsedAt of one token; between, the console is at most this late. */
const intervalMs = 30_000;

const lastWritten = new Map<string, number>();

/** Notes that a token was used, after the answer and seldom enough to cost nothing. */
export function noteTokenUse({ actor, directoryId }: ProvisioningScope, at: Date, ip: string | undefined): void {
  if (actor.kind !== "token") return;
  const { tokenId } = actor;
  if (at.getTime() - (lastWritten.get(tokenId) ?? 0) < intervalMs) return;
  if (lastWritten.size > 10_000) lastWritten.clear();
  lastWritten.set(tokenId, at.getTime());
  recordTokenUse([{ directoryId, tokenId, at, ip: ip ?? "" }]).catch((error: unknown) => {
    lastWritten.delete(tokenId);
    log.warn({ err: error, tokenId }, "last use of a token could not be written");
  });
}
