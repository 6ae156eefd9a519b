import { expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { scimClient } from "@/lib/http/__fixtures__/scim-client";
import { createUnattendedTenant } from "@/prisma/factories";
import { stepsMax } from "./trail";

test("of a body with attributes that nobody knows without end the log keeps the first and the last steps", async () => {
  const { token, directory } = await createUnattendedTenant();
  const unknown = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`unknown${index}`, 1]));
  await scimClient(token.token)("POST", "/Users", { userName: "ana", ...unknown });
  const { rows } = await pool.query<{ steps: { name: string; detail: string }[] }>(
    `SELECT "steps" FROM "ProvisioningEvent" WHERE "directoryId" = $1`,
    [directory.id],
  );
  const [steps = []] = rows.map((row) => row.steps);
  expect(steps).toHaveLength(stepsMax);
  expect(steps[0]?.detail).toContain("unknown0,");
  expect(steps.at(-1)?.name).toBe("write");
  expect(steps.find(({ name }) => name === "left-out")?.detail).toBe("802 more steps are not kept.");
});
