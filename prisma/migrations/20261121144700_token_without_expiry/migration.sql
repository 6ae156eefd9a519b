-- Why a token was allowed to live without an end. Null: it has one, or was made before anybody asked.
ALTER TABLE "Token" ADD COLUMN "noExpiryReason" TEXT;
