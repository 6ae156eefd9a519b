/**
 * The comparable form of text that is not caseExact (RFC 7643 §2.2): lower case by Unicode's locale-independent rules,
 * then NFC, so that composed and decomposed letters are equal. Stored text and literals are both folded here, never in
 * SQL, so the database compares bytes.
 */
export const fold = (text: string): string => text.toLowerCase().normalize("NFC");
