-- Webhooks that fail for days are switched off: since when they fail, and why one that is off switched itself off.

ALTER TABLE "WebhookEndpoint" ADD COLUMN "offBecause" TEXT, ADD COLUMN "failingSince" TIMESTAMPTZ(3);
UPDATE "WebhookEndpoint" SET "offBecause" = 'gone' WHERE "gone";
ALTER TABLE "WebhookEndpoint" DROP COLUMN "gone";
