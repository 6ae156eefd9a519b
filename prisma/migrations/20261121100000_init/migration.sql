-- The first schema. Extensions are trusted ones: the database owner may create them.
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TYPE "Role" AS ENUM ('owner', 'admin', 'auditor');
CREATE TYPE "Provider" AS ENUM ('entra', 'okta', 'other');
CREATE TYPE "DomainState" AS ENUM ('pending', 'verified', 'failing');
CREATE TYPE "MemberType" AS ENUM ('User', 'Group');

CREATE TABLE "Organization" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Organization_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Organization_slug_key" ON "Organization"("slug");

CREATE TABLE "Admin" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabledAt" TIMESTAMPTZ(3),
    CONSTRAINT "Admin_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Admin_email_key" ON "Admin"("email");

CREATE TABLE "Membership" (
    "organizationId" UUID NOT NULL,
    "adminId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Membership_pkey" PRIMARY KEY ("organizationId", "adminId"),
    CONSTRAINT "Membership_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_adminId_fkey" FOREIGN KEY ("adminId") REFERENCES "Admin"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Membership_adminId_idx" ON "Membership"("adminId");

CREATE TABLE "AdminSession" (
    "id" UUID NOT NULL,
    "adminId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "ip" TEXT,
    "userAgent" TEXT,
    CONSTRAINT "AdminSession_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "AdminSession_adminId_fkey" FOREIGN KEY ("adminId") REFERENCES "Admin"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "AdminSession_adminId_idx" ON "AdminSession"("adminId");

CREATE TABLE "SetupLink" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    CONSTRAINT "SetupLink_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "SetupLink_hash_key" ON "SetupLink"("hash");

CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,
    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "RateLimit_expire_idx" ON "RateLimit"("expire");

CREATE TABLE "Domain" (
    "organizationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "DomainState" NOT NULL DEFAULT 'pending',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verifiedAt" TIMESTAMPTZ(3),
    CONSTRAINT "Domain_pkey" PRIMARY KEY ("organizationId", "id"),
    CONSTRAINT "Domain_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Domain_organizationId_name_key" ON "Domain"("organizationId", "name");
CREATE INDEX "Domain_name_idx" ON "Domain"("name");
-- One domain belongs to one organization once verified.
CREATE UNIQUE INDEX "Domain_verified_name_key" ON "Domain"("name") WHERE "state" = 'verified';

CREATE TABLE "Directory" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "application" TEXT NOT NULL,
    "provider" "Provider" NOT NULL DEFAULT 'entra',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Directory_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Directory_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Directory_organizationId_slug_key" ON "Directory"("organizationId", "slug");

CREATE TABLE "Token" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "lastFour" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "lastUsedIp" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "replacesTokenId" UUID,
    CONSTRAINT "Token_pkey" PRIMARY KEY ("directoryId", "id"),
    CONSTRAINT "Token_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Token_id_key" ON "Token"("id");
CREATE UNIQUE INDEX "Token_key_key" ON "Token"("key");

CREATE TABLE "User" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userName" TEXT NOT NULL,
    "userNameKey" TEXT NOT NULL,
    "externalId" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "displayName" TEXT,
    "attributes" JSONB NOT NULL,
    "search" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created" TIMESTAMPTZ(3) NOT NULL,
    "lastModified" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "User_pkey" PRIMARY KEY ("directoryId", "id"),
    CONSTRAINT "User_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- userName eq, and RFC 7643 §4.1.1 "unique across the service provider's entire set of Users" (here: the directory's).
CREATE UNIQUE INDEX "User_directoryId_userNameKey_key" ON "User"("directoryId", "userNameKey");
-- externalId eq, Entra's usual second matching attribute.
CREATE INDEX "User_directoryId_externalId_idx" ON "User"("directoryId", "externalId");
-- eq on any other attribute: search @> '{"emails":[{"type":"work","value":"…"}]}'.
CREATE INDEX "User_search_idx" ON "User" USING GIN ("directoryId", "search" jsonb_path_ops);

CREATE TABLE "Group" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "displayName" TEXT NOT NULL,
    "displayNameKey" TEXT NOT NULL,
    "externalId" TEXT,
    "attributes" JSONB NOT NULL,
    "search" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created" TIMESTAMPTZ(3) NOT NULL,
    "lastModified" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "Group_pkey" PRIMARY KEY ("directoryId", "id"),
    CONSTRAINT "Group_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Group_directoryId_displayNameKey_key" ON "Group"("directoryId", "displayNameKey");
CREATE INDEX "Group_directoryId_externalId_idx" ON "Group"("directoryId", "externalId");
CREATE INDEX "Group_search_idx" ON "Group" USING GIN ("directoryId", "search" jsonb_path_ops);

CREATE TABLE "Member" (
    "directoryId" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "memberType" "MemberType" NOT NULL,
    "organizationId" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "memberUserId" UUID GENERATED ALWAYS AS (CASE "memberType" WHEN 'User' THEN "memberId" END) STORED,
    "memberGroupId" UUID GENERATED ALWAYS AS (CASE "memberType" WHEN 'Group' THEN "memberId" END) STORED,
    CONSTRAINT "Member_pkey" PRIMARY KEY ("directoryId", "groupId", "memberId"),
    CONSTRAINT "Member_directoryId_groupId_fkey" FOREIGN KEY ("directoryId", "groupId") REFERENCES "Group"("directoryId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Member_user_fkey" FOREIGN KEY ("directoryId", "memberUserId") REFERENCES "User"("directoryId", "id") ON DELETE CASCADE,
    CONSTRAINT "Member_memberGroup_fkey" FOREIGN KEY ("directoryId", "memberGroupId") REFERENCES "Group"("directoryId", "id") ON DELETE CASCADE
);
-- "groups" of a User, and the cascade of a deleted member.
CREATE INDEX "Member_directoryId_memberId_idx" ON "Member"("directoryId", "memberId");

-- Partitioned by the UUIDv7 request id, so by time: retention drops whole partitions. lib/db/partitions.ts makes them
-- ahead; the default partition catches what no other holds.
CREATE TABLE "ProvisioningEvent" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "durationMs" REAL NOT NULL,
    "action" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "httpStatus" SMALLINT NOT NULL,
    "scimType" TEXT,
    "code" TEXT,
    "detail" TEXT,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "query" TEXT,
    "resourceType" TEXT,
    "resourceId" UUID,
    "userName" TEXT,
    "externalId" TEXT,
    "displayName" TEXT,
    "tokenId" UUID,
    "ip" TEXT,
    "userAgent" TEXT,
    "dialect" TEXT,
    "modified" JSONB,
    "steps" JSONB,
    "requestBody" JSONB,
    "responseBody" JSONB,
    CONSTRAINT "ProvisioningEvent_pkey" PRIMARY KEY ("directoryId", "id")
) PARTITION BY RANGE ("id");
CREATE TABLE "ProvisioningEvent_default" PARTITION OF "ProvisioningEvent" DEFAULT;
-- The page of one person or group.
CREATE INDEX "ProvisioningEvent_directoryId_resourceId_id_idx" ON "ProvisioningEvent"("directoryId", "resourceId", "id");
-- "Failures, 24 h" and the filter status=failure; few rows, so it costs the common write nothing.
CREATE INDEX "ProvisioningEvent_failure_idx" ON "ProvisioningEvent"("directoryId", "id") WHERE "status" = 'failure';

CREATE TABLE "AuditEvent" (
    "organizationId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "directoryId" UUID,
    "adminId" UUID,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target" TEXT,
    "details" JSONB,
    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("organizationId", "id"),
    CONSTRAINT "AuditEvent_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Every process caches token lookups with their directory and its domains; whatever makes an entry untrue tells all
-- processes at once, naming the organization (lib/auth/credential-cache.ts).
CREATE FUNCTION "muster_credentials_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('muster_credentials', COALESCE(NEW."organizationId", OLD."organizationId")::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "Token_changed" AFTER UPDATE OF "hash", "expiresAt", "revokedAt" OR DELETE ON "Token"
  FOR EACH ROW EXECUTE FUNCTION "muster_credentials_changed"();
CREATE TRIGGER "Directory_changed" AFTER UPDATE OR DELETE ON "Directory"
  FOR EACH ROW EXECUTE FUNCTION "muster_credentials_changed"();
CREATE TRIGGER "Domain_changed" AFTER INSERT OR UPDATE OR DELETE ON "Domain"
  FOR EACH ROW EXECUTE FUNCTION "muster_credentials_changed"();
