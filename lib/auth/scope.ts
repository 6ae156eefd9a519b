/**
 * Who acts, and for which tenant. Only lib/auth makes a Scope: the tenant comes from a credential, never from a body, a
 * form or a URL. Every query takes its scope first and puts it in its WHERE.
 */
import type { KnownDomain } from "@/lib/applications/domain-policy";
import type { DirectoryProfile } from "@/lib/applications/profile";

export type Role = "owner" | "admin" | "auditor";

export type Actor =
  | { readonly kind: "token"; readonly tokenId: string }
  /** An OAuth client; without secretId it came with an assertion. */
  | { readonly kind: "client"; readonly clientId: string; readonly secretId?: string }
  | { readonly kind: "admin"; readonly adminId: string; readonly email: string; readonly role: Role }
  /** Somebody without an account who holds a setup link of that one directory. */
  | { readonly kind: "guideLink"; readonly linkId: string; readonly label: string; readonly directoryId: string }
  /** The operator command line and the boot sequence. */
  | { readonly kind: "operator" }
  /** Muster itself, on its schedule. */
  | { readonly kind: "muster" };

/** The Token or OAuthClient that acts; undefined for people and operators. */
export function credentialIdOf(actor: Actor): string | undefined {
  if (actor.kind === "token") return actor.tokenId;
  return actor.kind === "client" ? actor.clientId : undefined;
}

/** Whose shares of something limited it is that an actor takes. */
export function ownerOf(actor: Actor): string {
  return actor.kind === "admin" ? actor.adminId : (credentialIdOf(actor) ?? actor.kind);
}

/** An organization and who acts in it (console, command line). */
export interface OrganizationScope {
  readonly organizationId: string;
  readonly actor: Actor;
}

/** One directory of an organization and who acts in it. */
export interface DirectoryScope extends OrganizationScope {
  readonly directoryId: string;
}

/** What a SCIM request runs with: the directory, its application's profile and its organization's domains. */
export interface ProvisioningScope extends DirectoryScope {
  readonly organizationName: string;
  readonly directory: {
    readonly slug: string;
    readonly name: string;
    readonly enabled: boolean;
    /** Sustained; 0: no limit. */
    readonly requestsPerSecond: number;
    /** What happens in it is noted in its own log alone. */
    readonly isSandbox: boolean;
    readonly profile: DirectoryProfile;
    readonly domains: readonly KnownDomain[];
  };
}
