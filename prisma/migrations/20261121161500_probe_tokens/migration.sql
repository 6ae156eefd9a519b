-- Muster's own connection tests bring a token of their own for some minutes, which no list shows and nobody is reminded of.
ALTER TABLE "Token" ADD COLUMN "isProbe" BOOLEAN NOT NULL DEFAULT false;
