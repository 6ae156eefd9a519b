/** Whether text can be stored and sent: no U+0000 (PostgreSQL's text has none) and no half of a surrogate pair. */
export const isWellFormed = (text: string): boolean =>
  // Most text has neither them nor whole pairs, which is quicker to see.
  !/[\0\ud800-\udfff]/.test(text) || !/\0|\p{Surrogate}/u.test(text);
