import type { Actor } from "@/lib/auth/scope";

/** Who made something, as its page says: the admin's e-mail address, the setup link by its label, or "operator". */
export function nameOf(actor: Actor): string {
  if (actor.kind === "admin") return actor.email;
  return actor.kind === "guideLink" ? `setup link "${actor.label}"` : "operator";
}
