import type { Sighting } from "@/lib/applications/setup-progress";

/** Where the guide may lead. A reader without a console has none of it. */
export interface GuideLinks {
  readonly mapping?: string;
  readonly domains?: string;
  /** A log row. */
  readonly event?: (eventId: string) => string;
}

/** What the guide's sentences are made of: "8x8", "Entra ID". */
export type GuideWords = Readonly<Record<"application" | "provider", string>>;

/** The log row that a sighting is about, where the reader can open it. */
export const hrefOfSighting = (links: GuideLinks, { eventId }: Sighting): string | undefined =>
  eventId === undefined ? undefined : links.event?.(eventId);
