-- Links that give one directory's setup guide to somebody without an account. A link is found by the hash of its secret, and
-- by its id alone by the operator; a directory's links come from the primary key.

CREATE TABLE "GuideLink" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),

    CONSTRAINT "GuideLink_pkey" PRIMARY KEY ("directoryId","id")
);

CREATE UNIQUE INDEX "GuideLink_id_key" ON "GuideLink"("id");

CREATE UNIQUE INDEX "GuideLink_hash_key" ON "GuideLink"("hash");

ALTER TABLE "GuideLink" ADD CONSTRAINT "GuideLink_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;
