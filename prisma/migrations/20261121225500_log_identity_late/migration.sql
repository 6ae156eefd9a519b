-- The oldest transaction that was in progress when a part of the log was read: of what lies before the mark, only rows of
-- it and of younger ones have to be read again.
ALTER TABLE "LogIdentityMark" ADD COLUMN "settledXid" BIGINT;
