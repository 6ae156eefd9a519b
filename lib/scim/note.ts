/**
 * A normalisation that was applied to a request: accepted and carried out, but not exactly as it was sent. The
 * provisioning log shows notes as steps (ENTRA.md §7.8). `code` is kebab-case and stable; `detail` is a sentence.
 */
export interface Note {
  readonly code: string;
  readonly path?: string;
  readonly detail: string;
}
