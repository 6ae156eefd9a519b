/** Plays one recorded case against a directory and collects everything its answer does wrong. */
import type { Exchange, ScimClient } from "../../scim-client";
import type { Case, RecordedRequest, Step } from "./case";
import { complaintsOf, complaintsOfAll, type CheckContext, type GivenStep } from "./check";
import { Variables } from "./variables";

/**
 * The complaints of a case, each beginning with the sentence it belongs to; none when the case passes.
 * `client` must be of a directory that nobody else uses; `given` is what else the case may name.
 */
export async function replay(
  recorded: Case,
  client: ScimClient,
  given: Readonly<Record<string, string>>,
): Promise<string[]> {
  const variables = new Variables();
  for (const [name, value] of Object.entries(given)) variables.set(name, value);
  variables.set("token", client.token);
  variables.set("tokenEndpoint", new URL("/oauth/token", client.baseUrl).href);
  try {
    const steps: GivenStep[] = [];
    for (const step of recorded.given) steps.push(await runStep(step, client, variables));
    for (const step of recorded.alsoGiven ?? []) await runStep(step, client, variables);
    const answer = await send(recorded.request, client, variables);
    variables.save("answer", answer.body);
    return await complaintsOfCase(recorded, answer, { client, variables, given: steps });
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

async function complaintsOfCase(recorded: Case, answer: Exchange, context: CheckContext): Promise<string[]> {
  const complaints = await complaintsOf({ status: recorded.expect.status }, answer, context);
  for (const { says, checks } of recorded.assert) {
    const wrong = await complaintsOfAll(checks, answer, context);
    complaints.push(...wrong.map((complaint) => `"${says}": ${complaint}`));
  }
  return complaints.length === 0
    ? []
    : [...complaints, `the answer was ${answer.status} ${answer.text.slice(0, 1000)}`];
}

/** Runs a given step, as often and as concurrently as it says. One that is refused ends the case. */
async function runStep(step: Step, client: ScimClient, variables: Variables): Promise<GivenStep> {
  const repeat = step.repeat ?? 1;
  const answers: Exchange[] = [];
  const started = performance.now();
  let next = 1;
  const worker = async () => {
    while (next <= repeat) {
      const i = next++;
      const answer = await send(step.request, client, variables, i);
      // A repeated step may be throttled: its case asserts on how.
      if (answer.status >= 400 && !(step.concurrency !== undefined && answer.status === 429)) {
        throw new Error(`given ${step.request.method} ${answer.url}: ${answer.status} ${answer.text}`);
      }
      if (step.save !== undefined) variables.save(step.save, answer.body);
      answers.push(answer);
    }
  };
  await Promise.all(Array.from({ length: step.concurrency ?? 1 }, worker));
  return { answers, durationMs: performance.now() - started };
}

function send(recorded: RecordedRequest, client: ScimClient, variables: Variables, i = 1): Promise<Exchange> {
  const headers: Record<string, string | null> = { authorization: null };
  for (const [name, value] of Object.entries(recorded.headers)) headers[name.toLowerCase()] = variables.text(value, i);
  return client.request(recorded.method, variables.text(recorded.path, i), {
    headers,
    body: recorded.body === undefined ? undefined : variables.json(recorded.body, i),
    bodyRaw: recorded.bodyRaw === undefined ? undefined : variables.text(recorded.bodyRaw, i),
  });
}
