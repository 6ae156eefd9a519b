// npm run --silent entra -- <command>: plays Microsoft Entra ID against any SCIM service. It needs no database and no server
// of ours.

import { ensureBuilt } from "./boot/build.mjs";
import { enterCheckout, loadBundle, root } from "./boot/environment.mjs";
import { createProgress, isForOperator } from "./boot/progress.mjs";

try {
  enterCheckout();
  await ensureBuilt(root, createProgress({ stream: process.stderr }));
  process.exitCode = await (await loadBundle("entra")).main(process.argv.slice(2));
} catch (error) {
  console.error(isForOperator(error) ? error.message : error);
  process.exitCode = 1;
}
