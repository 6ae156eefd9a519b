-- People who were deleted are kept for a while (DeletedUser); disables and deletes are counted (DeprovisionBrake,
-- Deprovision), and held where they are too many (HeldUser).

CREATE TABLE "DeletedUser" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userName" TEXT NOT NULL,
    "userNameKey" TEXT COLLATE "C" NOT NULL,
    "externalId" TEXT,
    "displayName" TEXT,
    "attributes" JSON NOT NULL,
    "version" INTEGER NOT NULL,
    "created" TIMESTAMPTZ(3) NOT NULL,
    "groupIds" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[],
    "deletedAt" TIMESTAMPTZ(3) NOT NULL,
    "eventId" UUID NOT NULL,

    CONSTRAINT "DeletedUser_pkey" PRIMARY KEY ("directoryId","id")
);

CREATE TABLE "HeldUser" (
    "directoryId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "heldAt" TIMESTAMPTZ(3) NOT NULL,
    "eventId" UUID NOT NULL,

    CONSTRAINT "HeldUser_kind_check" CHECK ("kind" IN ('disable', 'delete')),
    CONSTRAINT "HeldUser_pkey" PRIMARY KEY ("directoryId","userId")
);

CREATE TABLE "DeprovisionBrake" (
    "directoryId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "number" BIGINT NOT NULL DEFAULT 0,
    "settled" BIGINT NOT NULL DEFAULT 0,
    "trippedAt" TIMESTAMPTZ(3),
    "trippedAllowed" INTEGER,
    "trippedEventId" UUID,
    "restsUntil" TIMESTAMPTZ(3),
    "releasedAt" TIMESTAMPTZ(3),
    "releasedBy" TEXT,

    CONSTRAINT "DeprovisionBrake_pkey" PRIMARY KEY ("directoryId")
);

CREATE TABLE "Deprovision" (
    "directoryId" UUID NOT NULL,
    "number" BIGINT NOT NULL,
    "organizationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Deprovision_pkey" PRIMARY KEY ("directoryId","number")
);

-- The console's pages, the newest first.
CREATE INDEX "DeletedUser_directoryId_eventId_idx" ON "DeletedUser"("directoryId", "eventId");

-- What is swept.
CREATE INDEX "DeletedUser_deletedAt_idx" ON "DeletedUser"("deletedAt");

-- The console's pages.
CREATE INDEX "HeldUser_directoryId_eventId_idx" ON "HeldUser"("directoryId", "eventId");

-- What is swept.
CREATE INDEX "Deprovision_at_idx" ON "Deprovision"("at");

ALTER TABLE "DeletedUser" ADD CONSTRAINT "DeletedUser_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "HeldUser" ADD CONSTRAINT "HeldUser_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "DeprovisionBrake" ADD CONSTRAINT "DeprovisionBrake_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Deprovision" ADD CONSTRAINT "Deprovision_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Counts a disable or delete of somebody who was active, in the transaction that carries it out, and says whether it is
-- held: because it is one more than allowed within the hours, or because the brake has tripped and nobody has decided yet.
-- Allowed are `at_least`, or `percent` of the directory's people where that is more. The row of the brake is locked until the
-- transaction ends, and each query in here sees what was committed until then: so the count is exact over all processes.
CREATE FUNCTION "muster_deprovision"(directory UUID, organization UUID, person UUID, event UUID, kind TEXT,
  at_least INTEGER, percent INTEGER, hours INTEGER) RETURNS BOOLEAN LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  brake "DeprovisionBrake";
  moment TIMESTAMPTZ;
  people BIGINT;
  allowed BIGINT;
  earlier TIMESTAMPTZ;
BEGIN
  INSERT INTO "DeprovisionBrake" AS b ("directoryId", "organizationId", "number") VALUES (directory, organization, 1)
    ON CONFLICT ("directoryId") DO UPDATE SET "number" = b."number" + CASE WHEN b."trippedAt" IS NULL THEN 1 ELSE 0 END
    RETURNING * INTO brake;
  -- Only now: times go the way the numbers do.
  moment := clock_timestamp();
  IF brake."trippedAt" IS NULL THEN
    -- Without a row this number never counts.
    IF brake."restsUntil" > moment THEN
      RETURN FALSE;
    END IF;
    INSERT INTO "Deprovision" ("directoryId", "number", "organizationId", "at")
      VALUES (directory, brake."number", organization, moment);
    SELECT coalesce(sum(c."count"), 0) INTO people FROM "ResourceCount" c
      WHERE c."directoryId" = directory AND c."resourceType" = 'User';
    allowed := greatest(at_least, people * percent / 100);
    -- There are more than allowed exactly if the one that many numbers ago was within the hours.
    SELECT d."at" INTO earlier FROM "Deprovision" d
      WHERE d."directoryId" = directory AND d."number" = brake."number" - allowed AND d."number" > brake."settled";
    IF earlier IS NULL OR earlier < moment - make_interval(hours => hours) THEN
      RETURN FALSE;
    END IF;
    UPDATE "DeprovisionBrake" b SET "trippedAt" = moment, "trippedAllowed" = allowed, "trippedEventId" = event
      WHERE b."directoryId" = directory;
  END IF;
  INSERT INTO "HeldUser" AS h ("directoryId", "userId", "organizationId", "kind", "heldAt", "eventId")
    VALUES (directory, person, organization, kind, moment, event)
    ON CONFLICT ("directoryId", "userId") DO UPDATE
      SET "kind" = EXCLUDED."kind", "heldAt" = EXCLUDED."heldAt", "eventId" = EXCLUDED."eventId";
  RETURN TRUE;
END $$;
