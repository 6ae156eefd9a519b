-- What a directory tells of failures, and the failure that people were told of. Asked by directory only.

CREATE TABLE "AlertSetting" (
    "directoryId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "failureMail" BOOLEAN NOT NULL,
    "quietKinds" TEXT[],

    CONSTRAINT "AlertSetting_pkey" PRIMARY KEY ("directoryId"),
    CONSTRAINT "AlertSetting_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "FailureAlert" (
    "directoryId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "severity" TEXT NOT NULL,
    "mailedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FailureAlert_pkey" PRIMARY KEY ("directoryId"),
    CONSTRAINT "FailureAlert_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
