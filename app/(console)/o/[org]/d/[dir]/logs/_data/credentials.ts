import { shortToken } from "@/lib/credentials/short-token";
import type { ClientDto } from "@/lib/console/oauth-clients";
import type { TokenDto } from "@/lib/console/tokens";

/** What requests of a log row can have come with. */
export interface CredentialName {
  readonly kind: "token" | "client";
  readonly id: string;
  readonly name: string;
  /** As people recognise it; no secret. */
  readonly short: string;
}

export function credentialsOf(tokens: readonly TokenDto[], clients: readonly ClientDto[]): CredentialName[] {
  return [
    ...tokens.map((token) => ({ kind: "token" as const, id: token.id, name: token.name, short: shortToken(token) })),
    ...clients.map(({ id, name, identifier }) => ({ kind: "client" as const, id, name, short: identifier })),
  ];
}
