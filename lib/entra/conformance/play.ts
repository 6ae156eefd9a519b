/** Plays one case and collects everything its answer does wrong. */
import type { Assertion, Case, CaseRequest, Step } from "./case";
import { complaintsOf, complaintsOfAll, type CheckContext, type GivenStep } from "./check";
import { complain, prefixed, type Complaint } from "./complaint";
import type { Exchange, ScimClient } from "./client";
import { Variables } from "./variables";

/**
 * The complaints of a case, each beginning with the sentence it belongs to; none when the case passes.
 * @param given what the case may name beside what it saves: clientId, clientSecret, tokenEndpoint
 * @throws NoAnswer when the server stops answering
 */
export async function play(
  given: Case,
  client: ScimClient,
  named: Readonly<Record<string, string>>,
): Promise<Complaint[]> {
  const variables = new Variables();
  for (const [name, value] of Object.entries(named)) variables.set(name, value);
  variables.set("token", client.token);
  variables.set("baseUrl", client.baseUrl);
  const steps: GivenStep[] = [];
  for (const step of [...given.given, ...(given.alsoGiven ?? [])]) {
    const { refusal, ...taken } = await runStep(step, client, variables);
    if (refusal !== undefined) return complain(false, refusal);
    steps.push(taken);
  }
  const answer = await send(given.request, client, variables);
  variables.save("answer", answer.body);
  const context = { client, variables, given: steps };
  const complaints = await complaintsOf({ status: given.expect.status }, answer, context);
  for (const assertion of given.assert) complaints.push(...(await complaintsOfAssertion(assertion, answer, context)));
  return complaints;
}

async function complaintsOfAssertion({ says, checks }: Assertion, answer: Exchange, context: CheckContext) {
  try {
    return prefixed(`"${says}"`, await complaintsOfAll(checks, answer, context));
  } catch (error) {
    // A selector that fits several elements, a variable that nothing was saved under: the answer is not what it may be.
    if (error instanceof Error && error.name === "Error") return complain(false, `"${says}": ${error.message}`);
    throw error;
  }
}

/** Runs a given step, as often and as concurrently as it says. One that is refused ends the case. */
async function runStep(
  step: Step,
  client: ScimClient,
  variables: Variables,
): Promise<GivenStep & { readonly refusal?: string }> {
  const repeat = step.repeat ?? 1;
  const answers: Exchange[] = [];
  const started = performance.now();
  let next = 1;
  let refusal: string | undefined;
  const worker = async () => {
    while (next <= repeat && refusal === undefined) {
      const i = next++;
      const answer = await send(step.request, client, variables, i);
      // A repeated step may be throttled: its case asserts on how.
      if (answer.status >= 400 && !(step.concurrency !== undefined && answer.status === 429)) {
        refusal = `what the case presumes was refused: ${step.request.method} ${answer.url} answers ${answer.status} ${answer.text.slice(0, 400)}`;
      }
      if (step.save !== undefined) variables.save(step.save, answer.body);
      answers.push(answer);
    }
  };
  await Promise.all(Array.from({ length: step.concurrency ?? 1 }, worker));
  return { answers, durationMs: performance.now() - started, refusal };
}

function send(request: CaseRequest, client: ScimClient, variables: Variables, i = 1): Promise<Exchange> {
  const headers: Record<string, string | null> = { authorization: null };
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = variables.text(value, i);
  return client.request(request.method, variables.text(request.path, i), {
    headers,
    body: request.body === undefined ? undefined : variables.json(request.body, i),
    bodyRaw: request.bodyRaw === undefined ? undefined : variables.text(request.bodyRaw, i),
  });
}
