-- A rotation: what the new token (replacesTokenId) knows of the old one's end. Both columns are constant for every row that
-- is there, so nothing is rewritten.
ALTER TABLE "Token" ADD COLUMN "replacedExpiresAt" TIMESTAMPTZ(3),
ADD COLUMN "endsReplacedOnProof" BOOLEAN NOT NULL DEFAULT false;
