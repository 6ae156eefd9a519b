-- What charts are drawn of: a row an hour and directory in place of a walk over the log. Written by the surveys of the log
-- (lib/insight/survey-directory.ts), in the transaction that moves their mark on, so each request counts once.
CREATE TABLE "HourlyCount" (
    "directoryId" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "organizationId" UUID NOT NULL,
    "success" INTEGER NOT NULL DEFAULT 0,
    "failure" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "warning" INTEGER NOT NULL DEFAULT 0,
    "activeMore" INTEGER NOT NULL DEFAULT 0,
    "disabledMore" INTEGER NOT NULL DEFAULT 0,
    "activeBefore" INTEGER,
    "disabledBefore" INTEGER,

    CONSTRAINT "HourlyCount_pkey" PRIMARY KEY ("directoryId", "hour"),
    CONSTRAINT "HourlyCount_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Forgotten by age.
CREATE INDEX "HourlyCount_hour_idx" ON "HourlyCount"("hour");
