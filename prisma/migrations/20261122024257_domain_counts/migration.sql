-- People of a directory by the domain of their userName, counted once an hour: the page Domains of a large directory.
-- Its primary key is what that page reads by.
CREATE TABLE "DomainCount" (
    "directoryId" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "organizationId" UUID NOT NULL,
    "active" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,

    CONSTRAINT "DomainCount_pkey" PRIMARY KEY ("directoryId","domain")
);

ALTER TABLE "DomainCount" ADD CONSTRAINT "DomainCount_directoryId_fkey" FOREIGN KEY ("directoryId") REFERENCES "Directory"("id") ON DELETE CASCADE ON UPDATE CASCADE;
