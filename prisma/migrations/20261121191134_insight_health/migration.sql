-- Cycles, findings and the health of directories (lib/insight). Nothing of it is written by a SCIM request: the surveys of
-- the log make it.

CREATE TABLE "DirectoryHealth" (
    "directoryId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "since" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "surveyedAt" TIMESTAMPTZ(3) NOT NULL,
    "nextSurveyAt" TIMESTAMPTZ(3) NOT NULL,
    "watermark" UUID,
    "lastRequestAt" TIMESTAMPTZ(3),
    "notes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "DirectoryHealth_state_check" CHECK ("state" IN ('off', 'waiting', 'healthy', 'degraded', 'silent', 'quarantineRisk')),
    CONSTRAINT "DirectoryHealth_pkey" PRIMARY KEY ("directoryId")
);

CREATE TABLE "Cycle" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "phase" TEXT,
    "began" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "lastEventId" UUID NOT NULL,
    "ended" TIMESTAMPTZ(3),
    "requests" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "throttled" INTEGER NOT NULL DEFAULT 0,
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "found" INTEGER NOT NULL DEFAULT 0,
    "users" INTEGER NOT NULL DEFAULT 0,
    "groups" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "disabled" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "expectedUsers" INTEGER,
    "expectedGroups" INTEGER,
    "credentialId" UUID,

    CONSTRAINT "Cycle_kind_check" CHECK ("kind" IN ('initial', 'incremental', 'onDemand')),
    CONSTRAINT "Cycle_phase_check" CHECK ("phase" IN ('users', 'groups', 'members')),
    CONSTRAINT "Cycle_pkey" PRIMARY KEY ("directoryId","id")
);

CREATE TABLE "Finding" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL DEFAULT '',
    "severity" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "clearedAt" TIMESTAMPTZ(3),
    "facts" JSONB NOT NULL DEFAULT '{}',
    "openToldAt" TIMESTAMPTZ(3),
    "clearToldAt" TIMESTAMPTZ(3),

    CONSTRAINT "Finding_severity_check" CHECK ("severity" IN ('warning', 'critical')),
    CONSTRAINT "Finding_pkey" PRIMARY KEY ("directoryId","id")
);

CREATE TABLE "FailingObject" (
    "directoryId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "organizationId" UUID NOT NULL,
    "resourceType" TEXT,
    "resourceId" UUID,
    "name" TEXT,
    "code" TEXT NOT NULL,
    "httpStatus" SMALLINT NOT NULL,
    "eventId" UUID NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 1,
    "cycles" INTEGER NOT NULL DEFAULT 1,
    "cycleId" UUID,

    CONSTRAINT "FailingObject_pkey" PRIMARY KEY ("directoryId","key")
);

-- Who is surveyed next.
CREATE INDEX "DirectoryHealth_nextSurveyAt_idx" ON "DirectoryHealth"("nextSurveyAt");

-- A directory has one running cycle at most; it is looked for at every survey.
CREATE UNIQUE INDEX "Cycle_running_key" ON "Cycle"("directoryId") WHERE "ended" IS NULL;

-- What is swept.
CREATE INDEX "Cycle_began_idx" ON "Cycle"("began");

-- One open finding of a kind and key; also the list of the open ones.
CREATE UNIQUE INDEX "Finding_open_key" ON "Finding"("directoryId", "kind", "key") WHERE "clearedAt" IS NULL;

-- What is swept.
CREATE INDEX "Finding_clearedAt_idx" ON "Finding"("clearedAt");

ALTER TABLE "DirectoryHealth" ADD CONSTRAINT "DirectoryHealth_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Cycle" ADD CONSTRAINT "Cycle_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Finding" ADD CONSTRAINT "Finding_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "FailingObject" ADD CONSTRAINT "FailingObject_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;
