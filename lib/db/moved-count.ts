/** SQL: how many members the row `e` of a group says came or went; null: it says nothing of members. */
export const movedCount = (name: "added" | "removed"): string =>
  `(jsonb_path_query_first(e."modified", '$[*] ? (@.path == "members").${name}'))::int AS "${name}"`;
