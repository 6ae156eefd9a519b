import type { ResourceDefinition } from "../schema/attribute";
import type { FilterColumn } from "./filter-columns";
import { fold } from "./fold";
import { join, sql } from "./sql-fragment";

/** `schemas` for a filter: it is not stored, but follows from which extensions `r."search"` holds (RFC 7643 §3). */
export function schemasColumn({ schema, extensions }: ResourceDefinition): FilterColumn {
  const rows = [
    sql`SELECT ${fold(schema.id)}::text`,
    ...extensions.map(
      ({ schema: { id } }) => sql`SELECT ${fold(id)}::text WHERE r."search" -> ${id}::text IS NOT NULL`,
    ),
  ];
  return {
    kind: "relation",
    exists: (condition) => sql`EXISTS (SELECT 1 FROM (${join(rows, " UNION ALL ")}) AS s(urn) WHERE ${condition})`,
    columns: new Map([["value", { kind: "text", expression: sql`s.urn` }]]),
  };
}
