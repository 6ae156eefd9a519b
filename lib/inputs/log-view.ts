import { z } from "zod";
import { Id, Name } from "./text";

/** Of one admin in a directory, and of those that are shared there. */
export const logViewsMax = 30;
export const logViewNameMax = 60;

const ViewName = Name.max(logViewNameMax, { error: "validation.tooLong" });

/** What is asked in the form. */
export const LogViewForm = z.object({ name: ViewName, isShared: z.boolean({ error: "validation.choose" }) });
export type LogViewForm = z.infer<typeof LogViewForm>;

/** Whether the query is a filter of the log, the use-case asks the page. */
export const SaveLogViewInput = LogViewForm.extend({
  directoryId: Id,
  query: z.string({ error: "errors.noLogFilter" }).max(2_000, { error: "errors.noLogFilter" }),
});
export type SaveLogViewInput = z.infer<typeof SaveLogViewInput>;

export const LogViewInput = z.object({ directoryId: Id, viewId: Id });
export type LogViewInput = z.infer<typeof LogViewInput>;

export const RenameLogViewForm = z.object({ name: ViewName });
export type RenameLogViewForm = z.infer<typeof RenameLogViewForm>;

export const RenameLogViewInput = LogViewInput.extend(RenameLogViewForm.shape);
export type RenameLogViewInput = z.infer<typeof RenameLogViewInput>;
