import { testConnection } from "../test-connection/test-connection";
import type { Check } from "../test-connection/test-connection";
import { credentialErrorCode } from "../test-connection/credential-error";
import { addConnectionOptions, connectionOf } from "./connection-options";
import type { ConnectionOptions } from "./connection-options";
import type { Registrar } from "./registrar";

/** `test-connection`: Entra's button, and what it will need afterwards. */
export function registerTestConnectionCommand({ program, terminal, fail }: Registrar): void {
  addConnectionOptions(program.command("test-connection"))
    .description(
      "ask what Entra's Test Connection asks, and whether everything it needs later gets through; changes nothing",
    )
    .option("--json", "print one JSON object")
    .action(async (options: ConnectionOptions & { readonly json?: true }) => {
      const { base, token, timeLimitMs, client } = await connectionOf(options);
      client.close();
      const checks: Check[] = [];
      // Who develops a server tests it where they are: a private address is nothing to warn of.
      for await (const check of testConnection({ base, token, timeLimitMs, isPublicAddress: () => true })) {
        checks.push(check);
        if (options.json !== true) terminal.out(toText(check));
      }
      const failed = checks.some(({ result }) => result === "failed");
      if (options.json === true) terminal.out(JSON.stringify({ passed: !failed, checks: checks.map(toJson) }));
      if (failed) fail();
    });
}

function toJson({ name, result, problem, exchange, failure }: Check) {
  const status = exchange && "received" in exchange ? exchange.received.status : null;
  return { name, result, problem: problem ?? null, status, error: failure?.message ?? null };
}

function toText({ name, result, problem, exchange, failure }: Check): string {
  const line = `${result.padEnd(8)} ${name}${problem ? `: ${problem}` : ""}`;
  if (result !== "failed") return line;
  const received = exchange && "received" in exchange ? exchange.received : undefined;
  return [
    line,
    ...(exchange ? [`asked: ${exchange.sent.method} ${exchange.sent.url}`] : []),
    ...(received ? [`came back: ${received.status} ${received.text.slice(0, 300)}`] : []),
    ...(failure ? [`error: ${failure.message}`] : []),
    ...(exchange ? [`Entra would say: ${credentialErrorCode(exchange)}`] : []),
  ].join("\n         ");
}
