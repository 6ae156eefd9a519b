import { z } from "zod";
import { Id, Name } from "./text";
import { ExpiresInDays } from "./expiry";

/** Hours that an access token lives: what Entra's gallery allows (ENTRA.md §6.2). */
export const accessTokenHours = { min: 1, max: 6, default: 1 } as const;

const AccessTokenHours = z
  .number({ error: "validation.accessTokenHours" })
  .int({ error: "validation.accessTokenHours" })
  .min(accessTokenHours.min, { error: "validation.accessTokenHours" })
  .max(accessTokenHours.max, { error: "validation.accessTokenHours" });

export const CreateOAuthClientInput = z.object({
  directoryId: Id,
  /** Left out: a name is made from the date. */
  name: z.union([z.literal(""), Name]).optional(),
  /** Left out: one hour. */
  accessTokenHours: AccessTokenHours.optional(),
  /** Of its first secret. Left out: that does not expire. */
  expiresInDays: ExpiresInDays.optional(),
});
export type CreateOAuthClientInput = z.infer<typeof CreateOAuthClientInput>;

/** An address that documents are fetched from. Whether it must be https the use-case knows. */
const Address = z
  .string({ error: "validation.required" })
  .trim()
  .min(1, { error: "validation.required", abort: true })
  .max(500, { error: "validation.tooLong", abort: true })
  .refine(isAddress, { error: "validation.address" });

/** A claim, compared as it stands. */
const Claim = z
  .string({ error: "validation.required" })
  .trim()
  .min(1, { error: "validation.required", abort: true })
  .max(500, { error: "validation.tooLong" });

/** Whose tokens are accepted in place of a secret (RFC 7523). */
const federation = {
  issuer: Address,
  subject: Claim,
  audience: Claim,
  /** Left out: the one that the issuer's discovery document names. */
  jwksUrl: z.union([z.literal(""), Address]).optional(),
};

/** What a person fills in of a federation, before it is checked. */
export type FederationFieldsInput = Record<"issuer" | "subject" | "audience", string> & { jwksUrl?: string };

export const CreateFederatedClientInput = CreateOAuthClientInput.omit({ expiresInDays: true }).extend(federation);
export type CreateFederatedClientInput = z.infer<typeof CreateFederatedClientInput>;

export const SetFederationInput = z.object({ clientId: Id, ...federation });
export type SetFederationInput = z.infer<typeof SetFederationInput>;

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === "");
}

export const AddClientSecretInput = z.object({ clientId: Id, expiresInDays: ExpiresInDays.optional() });
export type AddClientSecretInput = z.infer<typeof AddClientSecretInput>;

export const RevokeClientSecretInput = z.object({ secretId: Id });
export type RevokeClientSecretInput = z.infer<typeof RevokeClientSecretInput>;

export const RevokeOAuthClientInput = z.object({ clientId: Id });
export type RevokeOAuthClientInput = z.infer<typeof RevokeOAuthClientInput>;
