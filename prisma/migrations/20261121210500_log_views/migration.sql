-- Saved views of the provisioning log. Somebody's own go with their membership, shared ones ("adminId" null) stay.

CREATE TABLE "LogView" (
    "directoryId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "adminId" UUID,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LogView_pkey" PRIMARY KEY ("directoryId","id"),
    CONSTRAINT "LogView_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LogView_organizationId_adminId_fkey" FOREIGN KEY ("organizationId", "adminId") REFERENCES "Membership"("organizationId", "adminId") ON DELETE CASCADE ON UPDATE CASCADE
);

-- The views of the page's menu, and each name once: NULLS NOT DISTINCT makes the shared ones one owner's.
CREATE UNIQUE INDEX "LogView_directoryId_adminId_name_key" ON "LogView"("directoryId", "adminId", "name") NULLS NOT DISTINCT;

-- What goes when a membership does.
CREATE INDEX "LogView_organizationId_adminId_idx" ON "LogView"("organizationId", "adminId");
