-- E-mail: who is told what of a directory, that people were reminded of a credential's end, and the outbox that delivers.

CREATE TABLE "NotificationRecipient" (
    "directoryId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "organizationId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NotificationRecipient_pkey" PRIMARY KEY ("directoryId","email"),
    CONSTRAINT "NotificationRecipient_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Its primary key is what makes a reminder happen once: whoever inserts the row sends the e-mail.
CREATE TABLE "ExpiryReminder" (
    "directoryId" UUID NOT NULL,
    "credentialId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "daysBefore" SMALLINT NOT NULL,
    "organizationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExpiryReminder_pkey" PRIMARY KEY ("directoryId","credentialId","expiresAt","daysBefore"),
    CONSTRAINT "ExpiryReminder_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "OutboxMessage" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "givenUpAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "answer" TEXT,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("directoryId","id"),
    CONSTRAINT "OutboxMessage_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- What is due, asked every few seconds. What is done has no value there.
CREATE INDEX "OutboxMessage_nextAttemptAt_idx" ON "OutboxMessage"("nextAttemptAt");
-- Forgetting what is long done.
CREATE INDEX "OutboxMessage_createdAt_idx" ON "OutboxMessage"("createdAt");

-- Which credentials of all organizations end soon.
CREATE INDEX "OAuthSecret_expiresAt_idx" ON "OAuthSecret"("expiresAt");
CREATE INDEX "Token_expiresAt_idx" ON "Token"("expiresAt");
