-- Each way into "Member" by its member gets an index of its own column: the foreign keys' cascades (a deleted person or
-- group leaves its groups) look members up by the generated columns and had none, and the walk up nested groups meets
-- the few groups that are members instead of all members.
CREATE INDEX "Member_directoryId_memberUserId_idx" ON "Member"("directoryId", "memberUserId") WHERE "memberUserId" IS NOT NULL;
CREATE INDEX "Member_directoryId_memberGroupId_idx" ON "Member"("directoryId", "memberGroupId") WHERE "memberGroupId" IS NOT NULL;
DROP INDEX "Member_directoryId_memberId_idx";
