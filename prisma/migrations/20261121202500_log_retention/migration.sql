-- For how many days an organization's provisioning log is kept.
ALTER TABLE "Organization" ADD COLUMN "logDays" INTEGER NOT NULL DEFAULT 90;
