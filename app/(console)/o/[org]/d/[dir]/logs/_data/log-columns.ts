/** Cookie with the reader's choice of columns; absent means the standard ones. Read by the page, so nothing moves later. */
export const logColumnsCookie = "muster-log-columns";

/** Columns that the list can have between what happened and its status, in their order, each so many rem wide. */
const widths = {
  date: 12,
  identity: 14,
  errorCode: 10,
  action: 8,
  type: 6,
  httpStatus: 7,
  externalId: 19,
  resourceId: 19,
  credential: 10,
  address: 9,
  client: 13,
  dialect: 13,
  cycle: 9,
  requestId: 19,
  duration: 6,
} as const;

export type LogColumn = keyof typeof widths;

const isColumn = (text: string): text is LogColumn => Object.hasOwn(widths, text);

export const logColumns: readonly LogColumn[] = Object.keys(widths).filter(isColumn);

/** These make way for what happened where there is no room for both. */
export const standardColumns: readonly LogColumn[] = ["identity", "errorCode", "duration"];

/** What happened, its time and its status are always there, and never narrower than this together. */
const fixedRem = 34;

export const widthOf = (column: LogColumn): string => `${widths[column]}rem`;

/** Below this the list would squeeze what happened. */
export const leastWidthOf = (columns: readonly LogColumn[]): string =>
  `${columns.reduce((sum, column) => sum + widths[column], fixedRem)}rem`;

/** Whether a choice has no more than the standard columns, which need no room that may be lacking. */
export const isStandard = (columns: readonly LogColumn[]): boolean =>
  columns.every((column) => standardColumns.includes(column));

/** The columns that a cookie names, in their order; undefined: there is none. What is no column is left out. */
export function readColumns(text: string | undefined): readonly LogColumn[] {
  const names = text?.split(".");
  return names === undefined ? standardColumns : logColumns.filter((column) => names.includes(column));
}

/** The value of the cookie; undefined: there need not be one. */
export function writeColumns(columns: readonly LogColumn[]): string | undefined {
  const isDefault = columns.length === standardColumns.length && isStandard(columns);
  return isDefault ? undefined : columns.join(".");
}
