-- What a run works on besides what was asked for, such as the people of a file. Whatever ends a run has to forget it.
ALTER TABLE "TrialRun" ADD COLUMN "payload" TEXT,
ADD CONSTRAINT "TrialRun_payload_check" CHECK ("payload" IS NULL OR "state" IN ('queued', 'running'));
