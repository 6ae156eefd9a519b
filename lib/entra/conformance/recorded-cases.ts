/** The recorded exchanges of identity providers: one JSON file each, in recorded/<provider>/<id>.json. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { RecordedCaseInput, type Case } from "./case";

export const identityProviders = ["entra", "okta", "onelogin", "rfc"] as const;
export type IdentityProvider = (typeof identityProviders)[number];

// Everything runs with the checkout as its working directory (scripts/boot/environment.mjs), bundles too.
const folderOf = (provider: IdentityProvider) =>
  join(/* turbopackIgnore: true */ process.cwd(), "lib/entra/conformance/recorded", provider);

/** Every case of one folder. A file that is not a case by its shape, or whose name is not its id, throws. */
export function loadRecordedCases(provider: IdentityProvider): Case[] {
  const folder = folderOf(provider);
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const parsed = RecordedCaseInput.safeParse(JSON.parse(readFileSync(join(folder, file), "utf8")));
      if (!parsed.success) throw new Error(`${provider}/${file}: ${z.prettifyError(parsed.error)}`);
      const { mode: _mode, provenance: _provenance, inferred: _inferred, ...recorded } = parsed.data;
      if (file !== `${recorded.id}.json`) throw new Error(`${provider}/${file} holds the case ${recorded.id}.`);
      const path = recorded.request.path.replace(/\{\{userId2?\}\}|\{\{groupId\}\}/, "{id}");
      return { ...recorded, title: `${recorded.request.method} ${path}` };
    });
}
