-- Only the identity provider knows how many people and groups a first initial cycle has; an admin may say so.
ALTER TABLE "Directory" ADD COLUMN "assignedUsers" INTEGER,
ADD COLUMN "assignedGroups" INTEGER,
ADD COLUMN "assignedAt" TIMESTAMPTZ(3);

-- Whether what an initial cycle is expected to see was seen by the one before, or is only who was here already.
ALTER TABLE "Cycle" ADD COLUMN "expectedBy" TEXT;
