import { z } from "zod";

/** Words that are, or may become, a place of their own in the console's URLs. */
const reserved = new Set([
  "admin",
  "api",
  "auth",
  "d",
  "directories",
  "domains",
  "health",
  "me",
  "moservices",
  "muster",
  "new",
  "o",
  "oauth",
  "scim",
  "settings",
  "setup",
  "sign-in",
  "sign-out",
  "static",
  "system",
  "tokens",
  "users",
  "groups",
  "logs",
  "www",
]);

/** A name in a URL: lower-case letters, digits and single hyphens between them, at most 40, no reserved word. */
export const Slug = z
  .string({ error: "validation.required" })
  .trim()
  .min(1, { error: "validation.required", abort: true })
  .max(40, { error: "validation.tooLong", abort: true })
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "validation.slug", abort: true })
  .refine((slug) => !reserved.has(slug), { error: "validation.slugReserved" });

/** The slug that a name suggests, for instance "Zoë & Söhne GmbH" → "zoe-sohne-gmbh"; "" when nothing is left. */
export function suggestSlug(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");
}

/**
 * A name of which neither it nor the slug it suggests is taken: "RingCentral", else "RingCentral 2", and so on. A name of
 * more than 36 characters is given back as it is: its number would not be in the slug.
 */
export function freeName(name: string, taken: readonly { readonly name: string; readonly slug: string }[]): string {
  const numbered = taken.map((_, index) => `${name} ${index + 2}`);
  const isFree = (candidate: string) =>
    !taken.some((each) => each.slug === suggestSlug(candidate) || each.name.toLowerCase() === candidate.toLowerCase());
  return [name, ...numbered].find(isFree) ?? name;
}
