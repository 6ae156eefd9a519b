import type { Actor } from "@/lib/auth/scope";

/** Who made something, as its page says: the admin's e-mail address, or "operator". */
export const nameOf = (actor: Actor): string => (actor.kind === "admin" ? actor.email : "operator");
