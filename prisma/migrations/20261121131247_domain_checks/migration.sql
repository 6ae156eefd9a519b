-- Proof of a domain by DNS, its re-checks, and what a domain says of its subdomains.
ALTER TABLE "Domain"
    ADD COLUMN "challenge" TEXT,
    ADD COLUMN "coversSubdomains" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "vouched" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "checkedAt" TIMESTAMPTZ(3),
    ADD COLUMN "sighting" JSONB,
    ADD COLUMN "seenAt" TIMESTAMPTZ(3),
    ADD COLUMN "misses" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "nextCheckAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;
-- Until now only the operator could verify a domain, by vouching for it.
UPDATE "Domain" SET "challenge" = replace(gen_random_uuid()::text, '-', ''),
    "vouched" = "state" = 'verified',
    "nextCheckAt" = CASE "state" WHEN 'verified' THEN NULL ELSE CURRENT_TIMESTAMP END;
ALTER TABLE "Domain" ALTER COLUMN "challenge" SET NOT NULL;
-- The schedule: which domains are due.
CREATE INDEX "Domain_nextCheckAt_idx" ON "Domain"("nextCheckAt");

-- A domain that one organization has verified is taken for all that registered it, so each of them is told. A re-check
-- that changes nothing tells nobody.
CREATE FUNCTION "muster_domain_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('muster_credentials', COALESCE(NEW."organizationId", OLD."organizationId")::text);
  PERFORM pg_notify('muster_credentials', "organizationId"::text) FROM "Domain" WHERE "name" = COALESCE(NEW."name", OLD."name");
  RETURN NULL;
END $$;
DROP TRIGGER "Domain_changed" ON "Domain";
CREATE TRIGGER "Domain_changed" AFTER INSERT OR UPDATE OF "state", "coversSubdomains" OR DELETE ON "Domain"
  FOR EACH ROW EXECUTE FUNCTION "muster_domain_changed"();

-- People whose userName was refused for its domain: what the page Domains suggests to register.
CREATE TABLE "RefusedUserName" (
    "directoryId" UUID NOT NULL,
    "userNameKey" TEXT NOT NULL,
    "organizationId" UUID NOT NULL,
    "userName" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "displayName" TEXT,
    "externalId" TEXT,
    "resourceId" UUID,
    "eventId" UUID NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "refusals" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "RefusedUserName_pkey" PRIMARY KEY ("directoryId","userNameKey"),
    CONSTRAINT "RefusedUserName_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- The suggestions of an organization.
CREATE INDEX "RefusedUserName_organizationId_domain_idx" ON "RefusedUserName"("organizationId", "domain");
-- Forgetting what was not refused for a month.
CREATE INDEX "RefusedUserName_lastAt_idx" ON "RefusedUserName"("lastAt");
