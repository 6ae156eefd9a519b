-- What of a directory's setup is over. Read whole by directory, by its primary key.

CREATE TABLE "GuideMark" (
    "directoryId" UUID NOT NULL,
    "mark" TEXT NOT NULL,
    "organizationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "name" TEXT,
    "resourceId" UUID,
    "eventId" UUID,
    "by" TEXT,
    "skipped" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "GuideMark_pkey" PRIMARY KEY ("directoryId","mark")
);

ALTER TABLE "GuideMark" ADD CONSTRAINT "GuideMark_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Directories that were set up before marks were kept: their first person and group by the order of the primary keys, and
-- what the oldest part of their log tells. Nothing is locked that a request would wait for.
INSERT INTO "GuideMark" ("directoryId", "mark", "organizationId", "at", "name", "resourceId")
SELECT d."id", 'person', d."organizationId", u."created", coalesce(u."displayName", u."userName"), u."id"
FROM "Directory" d CROSS JOIN LATERAL (
  SELECT * FROM "User" u WHERE u."directoryId" = d."id" ORDER BY u."id" LIMIT 1
) u;

INSERT INTO "GuideMark" ("directoryId", "mark", "organizationId", "at", "name", "resourceId")
SELECT d."id", 'group', d."organizationId", g."created", g."displayName", g."id"
FROM "Directory" d CROSS JOIN LATERAL (
  SELECT * FROM "Group" g WHERE g."directoryId" = d."id" ORDER BY g."id" LIMIT 1
) g;

INSERT INTO "GuideMark" ("directoryId", "mark", "organizationId", "at", "name", "resourceId", "eventId")
SELECT DISTINCT ON (d."id", m."mark")
  d."id", m."mark", d."organizationId", e."at", coalesce(e."displayName", e."userName"), e."resourceId", e."id"
FROM "Directory" d CROSS JOIN LATERAL (
  SELECT e."id", e."at", e."action", e."status", e."resourceType", e."resourceId", e."userName", e."displayName", e."query"
  FROM "ProvisioningEvent" e WHERE e."directoryId" = d."id" ORDER BY e."id" LIMIT 50000
) e CROSS JOIN LATERAL (
  SELECT CASE
    WHEN e."action" = 'testConnection' THEN 'testConnection'
    WHEN e."action" = 'read' AND e."resourceType" = 'User' AND e."query" LIKE '%filter=%' THEN 'lookup'
    WHEN e."action" IN ('disable', 'delete') AND e."resourceType" = 'User' THEN 'leaver'
  END AS "mark"
) m
WHERE m."mark" IS NOT NULL AND e."status" IN ('success', 'warning')
ORDER BY d."id", m."mark", e."id";
