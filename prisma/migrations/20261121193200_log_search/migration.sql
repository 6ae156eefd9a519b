-- Any filter of the provisioning log is answered from an index, however old what it finds.

-- What a row can be filtered by, packed into one number (lib/insight/event-facet.ts reads it): 4 bits of action, 2 of
-- status, 2 of resource type, 12 of code (letter * 100 + number), 24 of the credential's id. A directory has some dozens of
-- these numbers; the newest rows of each are next to each other in the index, so that any combination of filters, also
-- one that finds nothing, is a handful of probes.
ALTER TABLE "ProvisioningEvent" ADD COLUMN "facet" BIGINT GENERATED ALWAYS AS (
  (
    (
      CASE "action"
        WHEN 'create' THEN 1 WHEN 'update' THEN 2 WHEN 'enable' THEN 3 WHEN 'disable' THEN 4 WHEN 'delete' THEN 5
        WHEN 'restore' THEN 6 WHEN 'read' THEN 7 WHEN 'testConnection' THEN 8 WHEN 'selfTest' THEN 9 WHEN 'token' THEN 10
        ELSE 0
      END * 4
      + CASE "status" WHEN 'success' THEN 0 WHEN 'failure' THEN 1 WHEN 'skipped' THEN 2 ELSE 3 END
    ) * 4
    + CASE "resourceType" WHEN 'User' THEN 1 WHEN 'Group' THEN 2 ELSE 0 END
  ) * 68719476736
  + CASE WHEN "code" ~ '^MUSTER-[A-Z][0-9][0-9]$'
      THEN ((ascii(substr("code", 8, 1)) - 64) * 100 + substr("code", 9, 2)::INTEGER)::BIGINT * 16777216
      ELSE 0
    END
  + CASE WHEN "credentialId" IS NULL THEN 0 ELSE ('x' || right("credentialId"::TEXT, 6))::BIT(24)::INTEGER END
) STORED;

CREATE INDEX "ProvisioningEvent_facet_idx" ON "ProvisioningEvent"("directoryId", "facet", "id");

-- One person or group, filtered: the facet comes along, so that a group of a million changes is looked through without
-- reading its rows.
DROP INDEX "ProvisioningEvent_directoryId_resourceId_id_idx";
CREATE INDEX "ProvisioningEvent_directoryId_resourceId_id_idx" ON "ProvisioningEvent"("directoryId", "resourceId", "id")
  INCLUDE ("facet");

-- Somebody who never became a resource: refused creates, look-ups that found nobody.
CREATE INDEX "ProvisioningEvent_stranger_idx" ON "ProvisioningEvent"
  ("directoryId", (md5(lower(coalesce("userName", "externalId", "displayName")))::UUID), "id")
  WHERE "resourceId" IS NULL AND coalesce("userName", "externalId", "displayName") IS NOT NULL;

-- Who the log is about, under each name they had in it. Read by lib/db/log-identities.ts from the log itself.
CREATE TABLE "LogIdentity" (
    "directoryId" UUID NOT NULL,
    "subject" UUID NOT NULL,
    "hash" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "isResource" BOOLEAN NOT NULL,
    "resourceType" TEXT,
    "userName" TEXT,
    "externalId" TEXT,
    "displayName" TEXT,
    "mails" TEXT NOT NULL DEFAULT '',
    "firstEventId" UUID NOT NULL,
    "lastEventId" UUID NOT NULL,
    CONSTRAINT "LogIdentity_pkey" PRIMARY KEY ("directoryId", "subject", "hash"),
    CONSTRAINT "LogIdentity_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
-- The time of the last event moves every minute that somebody is in the log: in the row's own page, and in no index.
) WITH (fillfactor = 85);
ALTER TABLE "LogIdentity" ADD COLUMN "text" TEXT COLLATE "C" GENERATED ALWAYS AS (
  lower(coalesce("userName", '')) || E'\n' || lower(coalesce("displayName", '')) || E'\n' || lower(coalesce("externalId", ''))
    || E'\n' || "mails" || E'\n' || CASE WHEN "isResource" THEN "subject"::TEXT ELSE '' END
) STORED;
-- Free text over the log.
CREATE INDEX "LogIdentity_text_idx" ON "LogIdentity" USING GIN ("directoryId", "text" gin_trgm_ops);

-- Up to where a directory's log has been read for LogIdentity.
CREATE TABLE "LogIdentityMark" (
    "directoryId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "upTo" UUID NOT NULL,
    CONSTRAINT "LogIdentityMark_pkey" PRIMARY KEY ("directoryId"),
    CONSTRAINT "LogIdentityMark_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
