import { findCredential, listenForCredentialChanges } from "@/lib/db/credentials";
import type { Credential } from "@/lib/db/credentials";
import { findClientCredential } from "@/lib/db/oauth-credentials";
import type { ClientCredential } from "@/lib/db/oauth-credentials";

/** Nothing lives longer than this, even if a notification were lost. */
const lifetimeMs = 30_000;
const entriesMax = 10_000;

type Entries<Kind> = Map<string, { readonly credential: Kind; readonly until: number }>;

/**
 * Look-ups of tokens and OAuth clients, of this process. A change of one, of its directory or of its organization's domains,
 * made by any process, arrives by LISTEN and drops the organization's entries; while the connection that listens is down
 * nothing is cached.
 */
class CredentialCache {
  private readonly tokens: Entries<Credential> = new Map();
  private readonly clients: Entries<ClientCredential> = new Map();
  private listening = false;
  private generation = 0;
  private listener: ReturnType<typeof listenForCredentialChanges> | undefined;

  /** Begins to listen; resolves once changes are heard (or the first attempt failed and is being retried). */
  async start(): Promise<void> {
    this.listener ??= listenForCredentialChanges(
      (organizationId) => this.drop(organizationId),
      (listening) => {
        this.listening = listening;
        this.clear();
      },
    );
    await this.listener.ready;
  }

  async stop(): Promise<void> {
    await this.listener?.stop();
    this.listener = undefined;
    this.listening = false;
    this.clear();
  }

  /** The token of a key. */
  find(key: string, now: number): Promise<Credential | undefined> {
    return this.look(this.tokens, key, now, findCredential);
  }

  /** The OAuth client of an identifier. */
  findClient(identifier: string, now: number): Promise<ClientCredential | undefined> {
    return this.look(this.clients, identifier, now, findClientCredential);
  }

  private async look<Kind>(
    entries: Entries<Kind>,
    key: string,
    now: number,
    ask: (key: string) => Promise<Kind | undefined>,
  ): Promise<Kind | undefined> {
    const entry = entries.get(key);
    if (entry && entry.until > now) return entry.credential;
    const { generation } = this;
    const credential = await ask(key);
    // A change that came while we asked may be newer than the answer: then the answer serves this request only.
    if (credential && this.listening && generation === this.generation) {
      if (entries.size >= entriesMax) this.clear();
      entries.set(key, { credential, until: now + lifetimeMs });
    }
    return credential;
  }

  private drop(organizationId: string): void {
    this.generation += 1;
    for (const entries of [this.tokens, this.clients]) {
      for (const [key, { credential }] of entries) {
        if (credential.organizationId === organizationId) entries.delete(key);
      }
    }
  }

  private clear(): void {
    this.generation += 1;
    this.tokens.clear();
    this.clients.clear();
  }
}

export const credentialCache = new CredentialCache();
