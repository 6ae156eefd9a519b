import { createRemoteJWKSet, customFetch, errors } from "jose";
import type { FlattenedJWSInput, JWSHeaderParameters, RemoteJWKSet } from "jose";
import { z } from "zod";
import type { FederationGrant } from "@/lib/db/oauth-credentials";
import { env } from "@/lib/env";
import { FetchError, fetchPublic } from "./fetch-public";
import type { FetchReason } from "./fetch-public";

/** Where an issuer's keys are: given, or to be discovered. */
export type Issuer = Pick<FederationGrant, "issuer" | "jwksUrl">;

/** Issuers turn their keys rarely and announce new ones early; an unknown key is asked for at once anyway. */
const keysMaxAgeMs = 60 * 60 * 1000;
const discoveryMaxAgeMs = 24 * 60 * 60 * 1000;
/** After a failure, how long nobody is asked again. */
const failurePauseMs = 10_000;
const issuersMax = 1_000;

/** The keys of an issuer cannot be had; the message says why, for an administrator. */
export class KeysUnavailable extends Error {
  override readonly name = "KeysUnavailable";
  constructor(
    readonly reason: FetchReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const DiscoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() });

interface Entry {
  readonly keys: Promise<RemoteJWKSet>;
  readonly until: number;
}

const entries = new Map<string, Entry>();
const failures = new Map<string, { readonly error: KeysUnavailable; readonly until: number }>();

/**
 * What finds the key that an assertion was signed with, among the issuer's. Keys are kept for an hour, and asked for again
 * before that when one is unknown, at most every 30 s.
 * @throws KeysUnavailable; jose's own errors where no key fits
 */
export function issuerKeys(issuer: Issuer) {
  return async (header?: JWSHeaderParameters, token?: FlattenedJWSInput) => {
    const keys = await found(issuer, Date.now());
    return keys(header, token).catch((error: unknown) => {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw remember(nameOf(issuer), unavailable(error), Date.now());
    });
  };
}

/**
 * Asks for an issuer's keys now, whatever is remembered of it: before it is trusted, so that a wrong address is found out.
 * @throws KeysUnavailable
 */
export async function askForKeys(issuer: Issuer): Promise<void> {
  const name = nameOf(issuer);
  entries.delete(name);
  failures.delete(name);
  const keys = await found(issuer, Date.now());
  await keys.reload().catch((error: unknown) => {
    throw unavailable(error);
  });
  if (keys.jwks()?.keys.length === 0) throw unavailable(undefined);
}

const nameOf = ({ issuer, jwksUrl }: Issuer) => `${issuer} ${jwksUrl ?? ""}`;

async function found(issuer: Issuer, now: number): Promise<RemoteJWKSet> {
  const name = nameOf(issuer);
  const failure = failures.get(name);
  if (failure && failure.until > now) throw failure.error;
  const known = entries.get(name);
  if (known && known.until > now) return known.keys;
  const keys = open(issuer);
  if (entries.size >= issuersMax) entries.clear();
  entries.set(name, { keys, until: now + discoveryMaxAgeMs });
  try {
    return await keys;
  } catch (error) {
    entries.delete(name);
    throw remember(name, unavailable(error), now);
  }
}

function remember(name: string, error: KeysUnavailable, now: number): KeysUnavailable {
  if (failures.size >= issuersMax) failures.clear();
  failures.set(name, { error, until: now + failurePauseMs });
  return error;
}

async function open({ issuer, jwksUrl }: Issuer): Promise<RemoteJWKSet> {
  const url = new URL(jwksUrl ?? (await discoverKeys(issuer)));
  return createRemoteJWKSet(url, { cacheMaxAge: keysMaxAgeMs, [customFetch]: fetchKeys });
}

/** OpenID Connect Discovery 1.0 §4: where the issuer's keys are. */
async function discoverKeys(issuer: string): Promise<string> {
  const url = new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  const text = await fetchPublic(url, { allowPrivate: env.allowPrivateIssuers });
  const document = DiscoveryDocument.safeParse(JSON.parse(text)).data;
  if (!document) throw new FetchError("unreadable", `${url.href} is no discovery document with issuer and jwks_uri.`);
  // §4.3: else anybody could publish keys for somebody else.
  if (document.issuer !== issuer) {
    throw new FetchError("otherIssuer", `${url.href} is of another issuer, ${document.issuer.slice(0, 200)}.`);
  }
  return document.jwks_uri;
}

const fetchKeys = async (url: string): Promise<Response> =>
  new Response(await fetchPublic(new URL(url), { allowPrivate: env.allowPrivateIssuers }));

function unavailable(error: unknown): KeysUnavailable {
  if (error instanceof KeysUnavailable) return error;
  if (error instanceof FetchError) return new KeysUnavailable(error.reason, error.message, { cause: error });
  return new KeysUnavailable("unreadable", "What the issuer answered holds no keys.", { cause: error });
}
