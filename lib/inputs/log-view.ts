import { z } from "zod";
import { Id, Name } from "./text";

/** Of one admin in a directory, and of those that are shared there. */
export const logViewsMax = 30;
export const logViewNameMax = 60;

const ViewName = Name.max(logViewNameMax, { error: "validation.tooLong" });

/** What is asked in the form. */
export const LogViewForm = z.object({ name: ViewName, isShared: z.boolean({ error: "validation.choose" }) });
export type LogViewForm = z.infer<typeof LogViewForm>;

/** Whether it is a filter of the log, the use-case asks the page. */
const ViewQuery = z.string({ error: "errors.noLogFilter" }).max(2_000, { error: "errors.noLogFilter" });

export const SaveLogViewInput = LogViewForm.extend({ directoryId: Id, query: ViewQuery });
export type SaveLogViewInput = z.infer<typeof SaveLogViewInput>;

export const LogViewInput = z.object({ directoryId: Id, viewId: Id });
export type LogViewInput = z.infer<typeof LogViewInput>;

/** Whether the view is to be everybody's, or its admin's alone. */
export const ShareLogViewInput = LogViewInput.extend({ isShared: z.boolean({ error: "validation.choose" }) });
export type ShareLogViewInput = z.infer<typeof ShareLogViewInput>;

/** What is asked in the form: which view is to show what the page shows. */
export const UpdateLogViewForm = z.object({ viewId: Id });
export type UpdateLogViewForm = z.infer<typeof UpdateLogViewForm>;

export const UpdateLogViewInput = LogViewInput.extend({ query: ViewQuery });
export type UpdateLogViewInput = z.infer<typeof UpdateLogViewInput>;

export const RenameLogViewForm = z.object({ name: ViewName });
export type RenameLogViewForm = z.infer<typeof RenameLogViewForm>;

export const RenameLogViewInput = LogViewInput.extend(RenameLogViewForm.shape);
export type RenameLogViewInput = z.infer<typeof RenameLogViewInput>;
