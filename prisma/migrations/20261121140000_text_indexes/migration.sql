-- co, sw and ew on userName, displayName and emails, and the console's search, are answered from trigrams.

-- Keys compare by code point, on every machine alike. Their unique indexes then also answer "sw", and sorting.
ALTER TABLE "User" ALTER COLUMN "userNameKey" TYPE TEXT COLLATE "C";
ALTER TABLE "Group" ALTER COLUMN "displayNameKey" TYPE TEXT COLLATE "C";

-- What a person is searched by. An e-mail address that is the userName stands there once. One expression, so that
-- PostgreSQL puts it in place of the call. Addresses stand as JSON writes them: lib/scim/filter/compile-indexed.ts.
CREATE FUNCTION "muster_user_text"("userNameKey" TEXT, "search" JSONB) RETURNS TEXT
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT "userNameKey" || E'\n' || coalesce(
      "search"->>'displayName',
      "search"->'name'->>'formatted',
      coalesce("search"->'name'->>'givenName' || ' ', '') || coalesce("search"->'name'->>'familyName', '')
    ) || E'\n' || coalesce(
      jsonb_path_query_array("search", '$.emails[*].value ? (@ != $key)', jsonb_object(ARRAY['key', "userNameKey"]))::text,
      ''
    )
$$;

CREATE INDEX "User_text_idx" ON "User" USING GIN ("directoryId", "muster_user_text"("userNameKey", "search") gin_trgm_ops);
CREATE INDEX "Group_text_idx" ON "Group" USING GIN ("directoryId", "displayNameKey" gin_trgm_ops);

-- How many people a pattern finds is estimated from these expressions' statistics, which do not exist yet.
ANALYZE "User", "Group";
