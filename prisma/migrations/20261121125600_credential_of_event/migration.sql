-- A log row names the credential that its request came with, of whatever kind: tokens are the first.
ALTER TABLE "ProvisioningEvent" RENAME COLUMN "tokenId" TO "credentialId";
