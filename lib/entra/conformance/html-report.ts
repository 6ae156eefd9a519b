/** The report as one page that loads nothing: to be mailed, printed, and read on a phone. */
import type { ConformanceReport, ReportedCase, ReportedExchange, ReportedGroup } from "./report";
import { reportStyle } from "./report-style";

/** Every text of a server goes through `escaped`, and the page forbids scripts besides. */
export function htmlReport(report: ConformanceReport): string {
  const title = `Conformance of ${escaped(report.tenantUrl)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header>
<p class="kicker">SCIM 2.0 conformance</p>
<h1>${escaped(report.tenantUrl)}</h1>
<p>${escaped(report.startedAt)} · ${report.requests} requests in ${report.seconds} s</p>
<p class="score"><strong>${scoreOf(report.score)}</strong> ${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped</p>
${report.ended === undefined ? "" : `<p class="alert">${escaped(report.ended)}</p>`}
${leftovers(report.leftovers)}
</header>
${groupTable(report.groups)}
${report.groups.map((group) => groupSection(group, report.cases)).join("\n")}
</main>
</body>
</html>
`;
}

/** Text as it stands, whatever it holds, in an element or a quoted attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const scoreOf = (score: number | null) => (score === null ? "–" : `${score} %`);

function leftovers(urls: readonly string[]): string {
  if (urls.length === 0) return "";
  return `<div class="alert"><p>Could not be removed:</p><ul>${urls.map((url) => `<li><code>${escaped(url)}</code></li>`).join("")}</ul></div>`;
}

function groupTable(groups: readonly ReportedGroup[]): string {
  const rows = groups.map(
    ({ id, title, passed, failed, skipped, score }) =>
      `<tr><th scope="row"><a href="#${escaped(id)}">${escaped(title)}</a></th><td>${passed}</td><td>${failed}</td><td>${skipped}</td><td>${scoreOf(score)}</td></tr>`,
  );
  return `<div class="scroll" tabindex="0" role="region" aria-label="Groups"><table>
<thead><tr><th scope="col">Group</th><th scope="col">Passed</th><th scope="col">Failed</th><th scope="col">Skipped</th><th scope="col">Score</th></tr></thead>
<tbody>${rows.join("")}</tbody>
</table></div>`;
}

function groupSection({ id, title }: ReportedGroup, cases: readonly ReportedCase[]): string {
  const own = cases.filter(({ group }) => group === id);
  const order = { failed: 0, passed: 1, skipped: 2 } as const;
  const sorted = own.toSorted((left, right) => order[left.outcome] - order[right.outcome]);
  return `<section id="${escaped(id)}"><h2>${escaped(title)}</h2>
${sorted.map(caseEntry).join("\n")}
</section>`;
}

const marks = { passed: "✓ Passed", failed: "✗ Failed", skipped: "– Skipped" } as const;

function caseEntry(played: ReportedCase): string {
  const list = (name: string, texts: readonly string[]) =>
    texts.length === 0 ? "" : `<h3>${name}</h3><ul>${texts.map((text) => `<li>${escaped(text)}</li>`).join("")}</ul>`;
  return `<details class="${played.outcome}"${played.outcome === "failed" ? " open" : ""}>
<summary><span class="mark">${marks[played.outcome]}</span> <b>${escaped(played.id)}</b> ${escaped(played.title)}</summary>
<p class="source">${escaped(played.source)}</p>
${played.reason === undefined ? "" : `<p>${escaped(played.reason)}</p>`}
${list("What is wrong", played.complaints)}
${list("Advice (costs no points)", played.advice)}
${played.exchanges.map(exchangeEntry).join("\n")}
</details>`;
}

function exchangeEntry({ request, response }: ReportedExchange): string {
  const block = (first: string, headers: Readonly<Record<string, string>>, body: string) => {
    const lines = [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
    return `<pre tabindex="0">${escaped(lines.join("\n"))}${body === "" ? "" : `\n\n${escaped(indented(body))}`}</pre>`;
  };
  return `<details class="exchange"><summary><code>${escaped(request.method)} ${escaped(pathOf(request.url))}</code> → ${response.status}</summary>
${block(`${request.method} ${request.url}`, request.headers, request.body)}
${block(`${response.status} (${response.milliseconds} ms)`, response.headers, response.body)}
</details>`;
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
