import { z } from "zod";
import { Slug } from "./slug";

/** What the palette asks of one directory. */
export const SearchDirectoryInput = z.object({
  directorySlug: Slug,
  query: z.string({ error: "validation.required" }).trim().min(1, { error: "validation.required" }).max(200),
});
export type SearchDirectoryInput = z.infer<typeof SearchDirectoryInput>;
