-- Requests per second that a directory may send, sustained; NULL is the default of lib/applications, 0 is no limit.
ALTER TABLE "Directory" ADD COLUMN "requestsPerSecond" INTEGER;

-- How full each directory's bucket is, over all processes. Unlogged: a crash empties the buckets, which harms nobody.
CREATE UNLOGGED TABLE "DirectoryUsage" (
    "directoryId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "level" DOUBLE PRECISION NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "DirectoryUsage_pkey" PRIMARY KEY ("directoryId"),
    CONSTRAINT "DirectoryUsage_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
