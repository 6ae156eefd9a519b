import { z } from "zod";

/** A display name: trimmed, not empty, at most 120 characters, on one line. */
export const Name = z
  .string({ error: "validation.required" })
  .trim()
  .min(1, { error: "validation.required", abort: true })
  .max(120, { error: "validation.tooLong", abort: true })
  .regex(/^[^\p{Cc}]*$/u, { error: "validation.oneLine" });

/** An e-mail address, lower-cased: how admins are stored and found. */
export const Email = z
  .string({ error: "validation.required" })
  .trim()
  .toLowerCase()
  .min(1, { error: "validation.required", abort: true })
  .max(254, { error: "validation.email", abort: true })
  .pipe(z.email({ error: "validation.email" }));

/** The id of a row. A malformed one is no row of anybody, which the answer says. */
export const Id = z.uuid({ error: "errors.notFound" });
