import { useTranslations } from "next-intl";
import { CodeBlock } from "@/components/ui/code";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { EventSteps } from "./event-steps";
import { EventSummary, type EventSummaryProps } from "./event-summary";
import { ModifiedProperties } from "./modified-properties";

export function EventDetails(props: EventSummaryProps) {
  const t = useTranslations("event");
  const { event } = props;
  return (
    <Tabs defaultValue="summary" className="flex min-h-0 flex-1 flex-col">
      <TabsList aria-label={t("tabs")} className="shrink-0 px-5">
        <TabsTrigger value="summary">{t("summary")}</TabsTrigger>
        <TabsTrigger value="modified">{t("modified")}</TabsTrigger>
        <TabsTrigger value="steps">{t("steps")}</TabsTrigger>
        <TabsTrigger value="request">{t("request")}</TabsTrigger>
        <TabsTrigger value="response">{t("response")}</TabsTrigger>
      </TabsList>
      <div className="min-h-0 flex-1 overflow-y-auto p-5">
        <TabsContent value="summary">
          <EventSummary {...props} />
        </TabsContent>
        <TabsContent value="modified">
          <ModifiedProperties event={event} />
        </TabsContent>
        <TabsContent value="steps">
          <EventSteps steps={event.steps} />
        </TabsContent>
        <TabsContent value="request">
          <Message
            label={t("request")}
            first={`${event.method} ${event.path}${event.query === null ? "" : `?${event.query}`}`}
            body={event.requestBody}
          />
        </TabsContent>
        <TabsContent value="response">
          <Message label={t("response")} first={String(event.httpStatus)} body={event.responseBody} />
        </TabsContent>
      </div>
    </Tabs>
  );
}

function Message({ label, first, body }: { label: string; first: string; body: string | null }) {
  const t = useTranslations("event");
  return (
    <div className="grid gap-3">
      <CodeBlock label={label} className="break-all whitespace-pre-wrap">
        {first}
      </CodeBlock>
      {body === null ? (
        <p className="text-muted">{t("noBody")}</p>
      ) : (
        <CodeBlock label={t("bodyOf", { message: label })} className="max-h-[60dvh] break-words whitespace-pre-wrap">
          {body}
        </CodeBlock>
      )}
      <p className="text-muted text-[13px]">{t("redacted")}</p>
    </div>
  );
}
