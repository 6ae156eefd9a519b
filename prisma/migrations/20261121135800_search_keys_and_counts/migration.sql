-- `attributes` is read and written whole and never looked into by a query: as json it is kept as the text it came as,
-- which is the text that is sent.
ALTER TABLE "User" ALTER COLUMN "attributes" TYPE JSON USING "attributes"::json;
ALTER TABLE "Group" ALTER COLUMN "attributes" TYPE JSON USING "attributes"::json;

-- A number for each value in `search`, of directory, path and value (lib/db/search-keys.ts, which makes the same ones).
-- `eq` on any attribute finds its rows by them, and looks into `search` only to be sure. Beside an index of `search`
-- itself they are found in a fifth of the time: PostgreSQL plans with the statistics of an array instead of comparing
-- the condition with a hundred sample documents, and a value of one directory shares its entry with no other.
ALTER TABLE "User" ADD COLUMN "keys" INTEGER[] NOT NULL DEFAULT '{}';
ALTER TABLE "Group" ADD COLUMN "keys" INTEGER[] NOT NULL DEFAULT '{}';

CREATE FUNCTION "muster_crc32"(input BYTEA) RETURNS INTEGER LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  crc BIGINT := 4294967295;
BEGIN
  FOR position IN 0 .. length(input) - 1 LOOP
    crc := crc # get_byte(input, position);
    FOR bit IN 1 .. 8 LOOP
      crc := CASE WHEN crc & 1 = 1 THEN (crc >> 1) # 3988292384 ELSE crc >> 1 END;
    END LOOP;
  END LOOP;
  crc := crc # 4294967295;
  RETURN CASE WHEN crc > 2147483647 THEN crc - 4294967296 ELSE crc END;
END $$;

CREATE FUNCTION "muster_search_keys"(directory UUID, document JSONB) RETURNS INTEGER[] LANGUAGE sql IMMUTABLE AS $$
  WITH RECURSIVE way("path", "value") AS (
    SELECT ''::text, document
    UNION ALL
    SELECT inner_way."path", inner_way."value" FROM way, LATERAL (
      SELECT way."path" || '.' || pair.key AS "path", pair.value AS "value"
        FROM jsonb_each(CASE jsonb_typeof(way."value") WHEN 'object' THEN way."value" ELSE '{}' END) pair
      UNION ALL
      SELECT way."path", element
        FROM jsonb_array_elements(CASE jsonb_typeof(way."value") WHEN 'array' THEN way."value" ELSE '[]' END) element
    ) inner_way
  )
  SELECT coalesce(array_agg(DISTINCT "muster_crc32"(convert_to(directory || "path" || E'\n' || ("value" #>> '{}'), 'UTF8'))), '{}')
  FROM way WHERE jsonb_typeof("value") NOT IN ('object', 'array', 'null')
$$;

UPDATE "User" SET "keys" = "muster_search_keys"("directoryId", "search");
UPDATE "Group" SET "keys" = "muster_search_keys"("directoryId", "search");
DROP FUNCTION "muster_search_keys"(UUID, JSONB);
DROP FUNCTION "muster_crc32"(BYTEA);

DROP INDEX "User_search_idx";
DROP INDEX "Group_search_idx";
-- Without a pending list, which every look-up would have to read as well.
CREATE INDEX "User_keys_idx" ON "User" USING GIN ("keys") WITH (fastupdate = off);
CREATE INDEX "Group_keys_idx" ON "Group" USING GIN ("keys") WITH (fastupdate = off);

-- How many people and groups a directory has, so that no list has to count them. Sixteen rows each, by the number of the
-- writing connection: two that write at once seldom meet.
CREATE TABLE "ResourceCount" (
    "directoryId" UUID NOT NULL,
    "resourceType" TEXT NOT NULL,
    "shard" SMALLINT NOT NULL,
    "organizationId" UUID NOT NULL,
    "count" BIGINT NOT NULL,
    CONSTRAINT "ResourceCount_pkey" PRIMARY KEY ("directoryId", "resourceType", "shard"),
    CONSTRAINT "ResourceCount_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITH (fillfactor = 50);

INSERT INTO "ResourceCount" SELECT "directoryId", 'User', 0, "organizationId", count(*) FROM "User" GROUP BY 1, 4;
INSERT INTO "ResourceCount" SELECT "directoryId", 'Group', 0, "organizationId", count(*) FROM "Group" GROUP BY 1, 4;

CREATE FUNCTION "muster_count_resources"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ResourceCount" AS c ("directoryId", "resourceType", "shard", "organizationId", "count")
  SELECT r."directoryId", TG_TABLE_NAME, pg_backend_pid() % 16, r."organizationId",
    CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END
  FROM changed r
  -- Not of a directory that is going as a whole.
  WHERE EXISTS (SELECT 1 FROM "Directory" d WHERE d."id" = r."directoryId")
  GROUP BY r."directoryId", r."organizationId"
  ON CONFLICT ("directoryId", "resourceType", "shard") DO UPDATE SET "count" = c."count" + EXCLUDED."count";
  RETURN NULL;
END $$;
CREATE TRIGGER "User_created" AFTER INSERT ON "User" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "muster_count_resources"();
CREATE TRIGGER "User_deleted" AFTER DELETE ON "User" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "muster_count_resources"();
CREATE TRIGGER "Group_created" AFTER INSERT ON "Group" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "muster_count_resources"();
CREATE TRIGGER "Group_deleted" AFTER DELETE ON "Group" REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION "muster_count_resources"();
