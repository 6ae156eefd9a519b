/** The groups of messages/en.json that answers come from. */
export const messageGroups = ["errors", "validation", "signIn", "setup"] as const;

/** A key of messages/en.json, for instance "validation.slugTaken". */
export type MessageKey = `${(typeof messageGroups)[number]}.${string}`;

/** Field name (dotted when nested) → message key. */
export type FieldErrors = Readonly<Record<string, MessageKey>>;

export interface Failure {
  readonly ok: false;
  readonly message: MessageKey;
  /** Placeholders of the message. */
  readonly values?: Readonly<Record<string, string | number>>;
  readonly fieldErrors?: FieldErrors;
}

/** What every server action answers. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failure;
