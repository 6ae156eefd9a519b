import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Code, CodeBlock } from "@/components/ui/code";
import type { ReportedExchange } from "@/lib/entra/conformance/report";

/** One request and its answer, as they went over the wire; secrets were taken out before they were stored. */
export function CaseExchange({ exchange: { request, response } }: { exchange: ReportedExchange }) {
  const t = useTranslations("conformance");
  return (
    <details className="rounded-lg border">
      <summary className="hover:bg-hover flex cursor-pointer list-none items-center gap-3 rounded-lg px-3 py-2 [&::-webkit-details-marker]:hidden">
        <Code className="min-w-0 flex-1 break-all">
          {request.method} {pathOf(request.url)}
        </Code>
        <Badge tone={response.status < 400 ? "neutral" : "outline"}>{response.status}</Badge>
      </summary>
      <div className="grid gap-2 border-t p-3">
        <CodeBlock label={t("request")} className="max-h-80 break-words whitespace-pre-wrap">
          {messageOf(`${request.method} ${request.url}`, request.headers, request.body)}
        </CodeBlock>
        <CodeBlock label={t("response")} className="max-h-80 break-words whitespace-pre-wrap">
          {messageOf(`${response.status} · ${response.milliseconds} ms`, response.headers, response.body)}
        </CodeBlock>
      </div>
    </details>
  );
}

function messageOf(first: string, headers: Readonly<Record<string, string>>, body: string): string {
  const head = [first, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join("\n");
  return body === "" ? head : `${head}\n\n${indented(body)}`;
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
