import { receivedHeader } from "@/lib/auth/own-probe";
import type { Sent } from "@/lib/entra/http-client";
import type { Received } from "@/lib/entra/http-wire";
import { readError } from "@/lib/entra/scim-body";
import { credentialErrorCode } from "@/lib/entra/test-connection/credential-error";
import type { Check } from "@/lib/entra/test-connection/test-connection";
import { codes } from "@/lib/insight/codes";
import { redactText } from "@/lib/insight/redact";
import type { ConnectionCause, ConnectionCheck, OwnCause } from "./connection-check";

const byCode: Readonly<Record<string, OwnCause>> = {
  [codes.tokenMissing]: "tokenStripped",
  [codes.tokenMalformed]: "tokenChanged",
  [codes.tokenUnknown]: "tokenUnknown",
  [codes.tokenRevoked]: "tokenRevoked",
  [codes.tokenExpired]: "tokenExpired",
  [codes.serviceOff]: "serviceOff",
  [codes.endpointUnknown]: "wrongPath",
};

const excerptLength = 300;

/**
 * A finding of lib/entra with what Muster knows beyond it: its own codes, and how the request arrived.
 * @param host that was asked, with its port
 */
export function explainCheck(check: Check, host: string): ConnectionCheck {
  const { exchange, failure } = check;
  const received = exchange && "received" in exchange ? exchange.received : undefined;
  const isProbe = check.name !== "connection";
  const own = isProbe && exchange && received ? ownCause(exchange.sent, received, check) : undefined;
  const cause: ConnectionCause | null = own ?? check.problem ?? null;
  const failed = own !== undefined || check.result === "failed";
  return {
    name: check.name,
    result: failed ? "failed" : check.result,
    cause,
    values: { ...valuesOf(check, received), host },
    sent: exchange ? redactText(`${exchange.sent.method} ${exchange.sent.url}`) : null,
    answer: received
      ? {
          status: received.status,
          contentType: received.headers["content-type"] ?? "",
          server: received.headers["server"] ?? null,
          excerpt: redactText(received.text.trim().slice(0, excerptLength)),
          milliseconds: Math.round(received.milliseconds),
        }
      : null,
    error: failure ? [failure.code, failure.message].filter(Boolean).join(": ") : null,
    entraCode: failed && exchange ? credentialErrorCode(exchange) : null,
  };
}

/** What Muster's own answer says; undefined when lib/entra's judgement stands. */
function ownCause(sent: Sent, received: Received, { problem }: Check): OwnCause | undefined {
  const arrived = received.headers[receivedHeader];
  if (arrived === undefined) {
    if (problem === undefined) return "notMuster";
    if (problem === "redirect" && isOnlyHttps(sent.url, received.headers["location"])) return "redirectToHttps";
    // Without Authorization Muster has no directory to log in, but its answer is known by its code.
    return problem === "unauthorized" || problem === "notFound" || problem === "forbidden"
      ? byOwnCode(received)
      : undefined;
  }
  const rewritten = rewriting(sent, arrived);
  if (rewritten === "queryRewritten" || problem !== undefined) {
    if (rewritten) return rewritten;
    return byOwnCode(received);
  }
  return undefined;
}

const byOwnCode = ({ text }: Received): OwnCause | undefined =>
  byCode[/MUSTER-[A-Z]\d\d/.exec(readError(text)?.detail ?? "")?.[0] ?? ""];

/** What of a request line was not what arrived. What was added to it does no harm. */
function rewriting({ method, url }: Sent, arrived: string): OwnCause | undefined {
  const space = arrived.indexOf(" ");
  if (arrived.slice(0, space) !== method) return "methodRewritten";
  const [sentUrl, arrivedUrl] = [new URL(url), new URL(arrived.slice(space + 1), "http://localhost")];
  if (pathOf(sentUrl) !== pathOf(arrivedUrl)) return "pathRewritten";
  const isKept = [...sentUrl.searchParams].every(([name, value]) => arrivedUrl.searchParams.get(name) === value);
  return isKept ? undefined : "queryRewritten";
}

/** Doubled and trailing slashes are forgiven (ENTRA.md §1.2). */
const pathOf = ({ pathname }: URL): string => pathname.split("/").filter(Boolean).join("/");

function isOnlyHttps(sent: string, location: string | undefined): boolean {
  if (location === undefined || !URL.canParse(location, sent)) return false;
  const [from, to] = [new URL(sent), new URL(location, sent)];
  return from.protocol === "http:" && to.protocol === "https:" && from.hostname === to.hostname;
}

const text = (value: string | undefined): string => (value === undefined || value === "" ? "–" : value);

/** Every placeholder that a cause's sentences may have, but the host and the provider. */
function valuesOf(
  { addresses, certificate, secondsAhead, exchange }: Check,
  received: Received | undefined,
): Record<string, string | number> {
  const header = (name: string) => text(redactText(received?.headers[name] ?? ""));
  return {
    addresses: text(addresses?.join(", ")),
    issuer: text(certificate?.issuer),
    names: text(certificate?.names.join(", ")),
    validFrom: day(certificate?.validFrom),
    validTo: day(certificate?.validTo),
    seconds: Math.abs(secondsAhead ?? 0),
    method: text(exchange?.sent.method),
    status: received?.status ?? 0,
    contentType: header("content-type"),
    location: header("location"),
    arrived: header(receivedHeader),
    title: text(redactText(/<title[^>]*>([^<]{1,200})/i.exec(received?.text ?? "")?.[1]?.trim() ?? "")),
  };
}

const day = (date: Date | undefined): string =>
  date === undefined || Number.isNaN(date.getTime()) ? "–" : date.toISOString().slice(0, 10);
