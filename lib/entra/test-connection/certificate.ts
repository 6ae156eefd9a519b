import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import { connect } from "node:tls";

/** What a server shows of itself, trusted or not. */
export interface Certificate {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  readonly validFrom: Date;
  readonly validTo: Date;
}

/**
 * Looks at the certificate of a server, also at one that is refused: nothing is sent, neither token nor request.
 * @returns undefined when none is shown within the time limit
 */
export function lookAtCertificate(
  url: URL,
  { timeLimitMs, lookup }: { readonly timeLimitMs: number; readonly lookup?: LookupFunction },
): Promise<Certificate | undefined> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: url.port === "" ? 443 : Number(url.port),
      ...(isIP(host) === 0 && { servername: host }),
      ...(lookup && { lookup }),
      // To see why a certificate is refused one has to look at it.
      rejectUnauthorized: false,
    });
    const finish = (certificate: Certificate | undefined) => {
      socket.destroy();
      resolve(certificate);
    };
    socket.setTimeout(timeLimitMs, () => finish(undefined));
    socket.once("error", () => finish(undefined));
    socket.once("secureConnect", () => {
      const { subject, issuer, subjectaltname, valid_from, valid_to } = socket.getPeerCertificate();
      finish({
        subject: nameOf(subject),
        issuer: nameOf(issuer),
        names: (subjectaltname ?? "").split(", ").flatMap((entry) => entry.replace(/^(DNS|IP Address):/, "") || []),
        validFrom: new Date(valid_from),
        validTo: new Date(valid_to),
      });
    });
  });
}

/** A distinguished name by its most telling part. */
function nameOf(name: { readonly CN?: string | string[]; readonly O?: string | string[] } | undefined): string {
  const part = name?.CN ?? name?.O ?? "";
  return Array.isArray(part) ? part.join(", ") : part;
}
