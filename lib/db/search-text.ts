import { raw } from "@/lib/scim/filter/sql-fragment";

/**
 * Of user `r`: userName, displayName (or what is made of the name) and e-mail addresses, folded, each on a line. The text
 * that the trigram index "User_text_idx" knows; written otherwise, the index is not used.
 */
export const textOfUser = raw(`muster_user_text(r."userNameKey", r."search")`);

/** Of group `r`: displayName, folded, known to "Group_text_idx". */
export const textOfGroup = raw(`r."displayNameKey"`);
