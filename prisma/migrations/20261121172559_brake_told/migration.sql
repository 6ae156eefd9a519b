-- When it was told by e-mail that the brake holds; told again once it has tripped again.
ALTER TABLE "DeprovisionBrake" ADD COLUMN "toldAt" TIMESTAMPTZ(3);
