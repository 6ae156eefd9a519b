import { findCredential, listenForCredentialChanges } from "@/lib/db/credentials";
import type { Credential } from "@/lib/db/credentials";

/** Nothing lives longer than this, even if a notification were lost. */
const lifetimeMs = 30_000;
const entriesMax = 10_000;

/**
 * Token look-ups of this process. A change of a token, its directory or its organization's domains, made by any process,
 * arrives by LISTEN and drops the organization's entries; while the connection that listens is down nothing is cached.
 */
class CredentialCache {
  private readonly entries = new Map<string, { readonly credential: Credential; readonly until: number }>();
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

  async find(key: string, now: number): Promise<Credential | undefined> {
    const entry = this.entries.get(key);
    if (entry && entry.until > now) return entry.credential;
    const { generation } = this;
    const credential = await findCredential(key);
    // A change that came while we asked may be newer than the answer: then the answer serves this request only.
    if (credential && this.listening && generation === this.generation) {
      if (this.entries.size >= entriesMax) this.clear();
      this.entries.set(key, { credential, until: now + lifetimeMs });
    }
    return credential;
  }

  private drop(organizationId: string): void {
    this.generation += 1;
    for (const [key, { credential }] of this.entries) {
      if (credential.organizationId === organizationId) this.entries.delete(key);
    }
  }

  private clear(): void {
    this.generation += 1;
    this.entries.clear();
  }
}

export const credentialCache = new CredentialCache();
