-- Whether a burst of requests began with a check of the credentials tells a cycle from provisioning on demand.
ALTER TABLE "Cycle" ADD COLUMN "probes" INTEGER NOT NULL DEFAULT 0;
