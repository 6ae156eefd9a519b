-- OAuth 2.0 clients of directories, their secrets, whose assertions they accept instead, and the assertions that were
-- accepted. A client is found by its identifier; the rest by the client, from their primary keys.

CREATE TABLE "OAuthClient" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "accessTokenSeconds" INTEGER NOT NULL DEFAULT 3600,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "lastUsedIp" TEXT,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OAuthClient_pkey" PRIMARY KEY ("directoryId","id")
);

CREATE TABLE "OAuthSecret" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "lastFour" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OAuthSecret_pkey" PRIMARY KEY ("directoryId","id")
);

CREATE TABLE "OAuthFederation" (
    "directoryId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "jwksUrl" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdBy" TEXT NOT NULL,

    CONSTRAINT "OAuthFederation_pkey" PRIMARY KEY ("directoryId","clientId")
);

CREATE TABLE "OAuthAssertion" (
    "directoryId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "jti" TEXT NOT NULL,
    "organizationId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OAuthAssertion_pkey" PRIMARY KEY ("directoryId","clientId","jti")
);

CREATE UNIQUE INDEX "OAuthClient_id_key" ON "OAuthClient"("id");

CREATE UNIQUE INDEX "OAuthClient_identifier_key" ON "OAuthClient"("identifier");

CREATE UNIQUE INDEX "OAuthSecret_id_key" ON "OAuthSecret"("id");

CREATE UNIQUE INDEX "OAuthSecret_directoryId_clientId_key_key" ON "OAuthSecret"("directoryId", "clientId", "key");

ALTER TABLE "OAuthClient" ADD CONSTRAINT "OAuthClient_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "OAuthSecret" ADD CONSTRAINT "OAuthSecret_directoryId_clientId_fkey" FOREIGN KEY ("directoryId", "clientId") REFERENCES "OAuthClient"("directoryId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "OAuthFederation" ADD CONSTRAINT "OAuthFederation_directoryId_clientId_fkey" FOREIGN KEY ("directoryId", "clientId") REFERENCES "OAuthClient"("directoryId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "OAuthAssertion" ADD CONSTRAINT "OAuthAssertion_directoryId_clientId_fkey" FOREIGN KEY ("directoryId", "clientId") REFERENCES "OAuthClient"("directoryId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What makes a cached client untrue; a new secret or federation does too. Last use does not.
CREATE TRIGGER "OAuthClient_changed" AFTER UPDATE OF "accessTokenSeconds", "revokedAt" OR DELETE ON "OAuthClient"
  FOR EACH ROW EXECUTE FUNCTION "muster_credentials_changed"();
CREATE TRIGGER "OAuthSecret_changed" AFTER INSERT OR UPDATE OF "hash", "expiresAt", "revokedAt" OR DELETE ON "OAuthSecret"
  FOR EACH ROW EXECUTE FUNCTION "muster_credentials_changed"();
CREATE TRIGGER "OAuthFederation_changed" AFTER INSERT OR UPDATE OR DELETE ON "OAuthFederation"
  FOR EACH ROW EXECUTE FUNCTION "muster_credentials_changed"();
