-- What went wrong with one person or group, also with a group of a million changes that went well.
CREATE INDEX "ProvisioningEvent_trouble_idx" ON "ProvisioningEvent"("directoryId", "resourceId", "id")
  INCLUDE ("facet") WHERE "status" IN ('failure', 'warning');
