-- What each credential did in a cycle: another client's first cycle is an initial one, also where others have been before.
ALTER TABLE "Cycle" ADD COLUMN "clients" JSONB NOT NULL DEFAULT '{}';
