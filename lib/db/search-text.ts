import { raw } from "@/lib/scim/filter/sql-fragment";

/**
 * Of user `r`: userName, displayName (or what is made of the name) and e-mail addresses, folded, each on a line. A generated
 * column, known to the trigram index "User_text_idx".
 */
export const textOfUser = raw(`r."text"`);

/** Of group `r`: displayName, folded, known to "Group_text_idx". */
export const textOfGroup = raw(`r."displayNameKey"`);
