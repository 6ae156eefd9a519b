-- Throw-away copies of directories, which nobody sees, and the long work that is done on them.
ALTER TABLE "Directory" ADD COLUMN "sandboxOf" UUID,
ADD COLUMN "sandboxExpiresAt" TIMESTAMPTZ(3),
ADD CONSTRAINT "Directory_sandbox_check" CHECK (("sandboxOf" IS NULL) = ("sandboxExpiresAt" IS NULL));

ALTER TABLE "Directory" ADD CONSTRAINT "Directory_sandboxOf_fkey" FOREIGN KEY ("sandboxOf") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The cascade, and all sandboxes there are, which the sweep asks for.
CREATE INDEX "Directory_sandboxOf_idx" ON "Directory"("sandboxOf");

-- The runs of a directory come from the primary key.
CREATE TABLE "TrialRun" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "progress" JSONB,
    "report" JSONB,
    "evidence" JSONB,
    "problem" TEXT,
    "detail" TEXT,
    "sandboxId" UUID,
    "startedBy" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),
    "cancelAskedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TrialRun_pkey" PRIMARY KEY ("directoryId","id"),
    CONSTRAINT "TrialRun_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'failed', 'cancelled', 'lost'))
);

ALTER TABLE "TrialRun" ADD CONSTRAINT "TrialRun_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One open run of a directory. It holds the open ones alone, so it also answers which are waiting, which every process asks
-- once a second.
CREATE UNIQUE INDEX "TrialRun_open_key" ON "TrialRun"("directoryId") WHERE "state" IN ('queued', 'running');

-- Runs whose sandbox may have left something.
CREATE INDEX "TrialRun_sandboxId_idx" ON "TrialRun"("sandboxId") WHERE "sandboxId" IS NOT NULL;
