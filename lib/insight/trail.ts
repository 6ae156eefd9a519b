import { credentialIdOf } from "@/lib/auth/scope";
import type { ProvisioningScope } from "@/lib/auth/scope";
import type { Json, JsonObject } from "@/lib/scim/json";
import type { Note } from "@/lib/scim/note";
import { displayNameOf } from "@/lib/scim/resource/display-name";
import type { ModifiedProperty } from "./modified-properties";
import type { Action, ProvisioningEvent, RefusedUserName, Status, Step } from "./provisioning-event";
import { omittedText, redactText, storedBodyLimit, toStoredText } from "./redact";
import { toStoredProperties } from "./stored-properties";

/** What is known of a request before it is looked into. */
export interface RequestFacts {
  /** UUIDv7: id of the log row, and the request id that the answer carries. */
  readonly requestId: string;
  readonly at: Date;
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly ip?: string;
  readonly userAgent?: string;
  /** Muster's own connection test asks. */
  readonly isOwnProbe?: boolean;
}

interface Identity {
  readonly resourceType?: "User" | "Group";
  readonly resourceId?: string;
  readonly userName?: string;
  readonly externalId?: string;
  readonly displayName?: string;
}

interface Outcome {
  readonly action: Action;
  readonly status: Status;
  readonly httpStatus: number;
  readonly scimType?: string;
  readonly code?: string;
  readonly detail?: string;
  readonly modified?: readonly ModifiedProperty[];
  /** Of a resource that exists only if this row is written. */
  readonly resourceId?: string;
  /** The answer's body, JSON text. */
  readonly text?: string;
}

const known = (value: Json | undefined) => (typeof value === "string" && value !== "" ? value : undefined);

/** A name may be anything that a client sends: a token that was pasted into the wrong mapping, for instance. */
const withoutToken = (name: string | undefined) => name && redactText(name);

/** Characters that the log keeps of a name that nobody has checked. */
const sentNameMax = 300;

/** Steps that the log keeps of one request: a body may have as many attributes that nobody knows as fit into it. */
export const stepsMax = 200;

/** The first and the last steps, and in between how many there were. */
function keptSteps(all: readonly Step[]): readonly Step[] {
  // A step may quote what the client sent, as a detail may.
  const steps = all.map((step) => ({
    ...step,
    detail: redactText(step.detail),
    ...(step.path !== undefined && { path: redactText(step.path) }),
  }));
  if (steps.length <= stepsMax) return steps;
  const [before, after] = [steps.slice(0, stepsMax / 2), steps.slice(1 - stepsMax / 2)];
  const left = steps.length - before.length - after.length;
  return [...before, { name: "left-out", status: "success", detail: `${left} more steps are not kept.` }, ...after];
}

/** Collects, while one request is handled, what its log row will say; `toEvent` makes the row. */
export class Trail {
  private identity: Identity = {};
  private readonly steps: Step[] = [];
  private request: string | undefined;
  private dialect: string | undefined;
  /** Whose userName was refused for its domain; set before that refusal is thrown. */
  refused: RefusedUserName | undefined;
  /** The log row as it was last made: when the answer went out, the one that was written. */
  event: ProvisioningEvent | undefined;
  private readonly startedMs = performance.now();

  constructor(private known: RequestFacts) {}

  get facts(): RequestFacts {
    return this.known;
  }

  /** The request is whole only now, and takes this name and time. How long it took is counted from its beginning. */
  arrivesAnew({ requestId, at }: Pick<RequestFacts, "requestId" | "at">): void {
    this.known = { ...this.known, requestId, at };
  }

  /** Adds what is known of whom the request is about; later facts win over earlier ones. */
  identify(identity: Identity): void {
    const { resourceType, resourceId, userName, externalId, displayName } = this.identity;
    this.identity = {
      resourceType: identity.resourceType ?? resourceType,
      resourceId: identity.resourceId ?? resourceId,
      userName: identity.userName ?? userName,
      externalId: identity.externalId ?? externalId,
      displayName: identity.displayName ?? displayName,
    };
  }

  identifyResource(resourceType: "User" | "Group", id: string | undefined, attributes: JsonObject): void {
    this.identify({
      resourceType,
      resourceId: id,
      userName: known(attributes.userName),
      externalId: known(attributes.externalId),
      displayName: displayNameOf(attributes) ?? known(attributes.userName),
    });
  }

  /** Whom a body is about, before it is known whether it can be read: one that is refused has a name in the log too. */
  identifyAsSent(resourceType: "User" | "Group", body: unknown): void {
    const sent = new Map(typeof body === "object" && body !== null ? Object.entries(body) : []);
    const text = (name: string) => {
      const value: unknown = sent.get(name);
      return typeof value === "string" && value !== "" ? value.slice(0, sentNameMax) : undefined;
    };
    const userName = text("userName");
    this.identify({
      resourceType,
      userName,
      externalId: text("externalId"),
      displayName: text("displayName") ?? userName,
    });
  }

  step(step: Step): void {
    this.steps.push(step);
  }

  /** Normalisations that were applied, as processing steps (ENTRA.md §7.8). */
  notes(notes: readonly Note[]): void {
    for (const { code, detail, path } of notes) {
      this.step({ name: code, status: "success", detail, ...(path !== undefined && { path }) });
    }
  }

  /** The request's body, JSON text. */
  received(text: string): void {
    // A long one is not stored, so it need not be kept.
    this.request = text.length > storedBodyLimit ? omittedText(text.length) : text;
  }

  speaks(dialect: string): void {
    this.dialect = dialect;
  }

  /** A write that is tried again forgets the steps of the attempt: call the returned function before the next one. */
  checkpoint(): () => void {
    const { length } = this.steps;
    return () => void this.steps.splice(length);
  }

  /** A write that was on its way when the request was refused did not happen. */
  refusedWrite(): void {
    if (this.steps.at(-1)?.name !== "write") return;
    this.steps.splice(-1, 1, { name: "write", status: "failure", detail: "Refused; nothing was changed." });
  }

  /** The statement that wrote the row found that nothing was to be changed. */
  skipped(): void {
    this.event = this.event && { ...this.event, status: "skipped" };
  }

  toEvent(scope: ProvisioningScope, { text, ...outcome }: Outcome): ProvisioningEvent {
    const { requestId, isOwnProbe, ...facts } = this.facts;
    const event: ProvisioningEvent = {
      ...facts,
      ...this.identity,
      userName: withoutToken(this.identity.userName),
      externalId: withoutToken(this.identity.externalId),
      displayName: withoutToken(this.identity.displayName),
      ...outcome,
      ...(isOwnProbe && { action: "selfTest" as const }),
      // It may quote what the client sent, a token in the wrong place for instance.
      detail: outcome.detail && redactText(outcome.detail),
      id: requestId,
      organizationId: scope.organizationId,
      directoryId: scope.directoryId,
      durationMs: Math.round((performance.now() - this.startedMs) * 100) / 100,
      credentialId: credentialIdOf(scope.actor),
      dialect: this.dialect,
      steps: this.steps.length > 0 ? keptSteps(this.steps) : undefined,
      modified: outcome.modified && outcome.modified.length > 0 ? toStoredProperties(outcome.modified) : undefined,
      requestBody: this.request === undefined ? undefined : toStoredText(this.request),
      responseBody: text === undefined ? undefined : toStoredText(text),
    };
    this.event = event;
    return event;
  }
}
