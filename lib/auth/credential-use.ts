import { recordTokenUse } from "@/lib/db/credentials";
import { recordClientUse } from "@/lib/db/oauth-credentials";
import { log } from "@/lib/log";
import type { ProvisioningScope } from "./scope";

/** How often one process writes lastUsedAt of one credential; between, the console is at most this late. */
const intervalMs = 30_000;

const lastWritten = new Map<string, number>();

/** Notes that a credential was used, after the answer and seldom enough to cost nothing. */
export function noteCredentialUse(scope: ProvisioningScope, at: Date, ip: string | undefined): void {
  const { actor } = scope;
  if (actor.kind !== "token" && actor.kind !== "client") return;
  const id = actor.kind === "token" ? actor.tokenId : (actor.secretId ?? actor.clientId);
  if (at.getTime() - (lastWritten.get(id) ?? 0) < intervalMs) return;
  if (lastWritten.size > 10_000) lastWritten.clear();
  lastWritten.set(id, at.getTime());
  const use = { directoryId: scope.directoryId, at, ip: ip ?? "" };
  const written =
    actor.kind === "token"
      ? recordTokenUse([{ ...use, tokenId: actor.tokenId }])
      : recordClientUse({ ...use, clientId: actor.clientId, secretId: actor.secretId });
  written.catch((error: unknown) => {
    lastWritten.delete(id);
    log.warn({ err: error, credentialId: id }, "last use of a credential could not be written");
  });
}
