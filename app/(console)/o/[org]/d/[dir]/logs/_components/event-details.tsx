import { useTranslations } from "next-intl";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { EventSteps } from "./event-steps";
import { EventSummary, type EventSummaryProps } from "./event-summary";
import { MessageBody } from "./message-body";
import { ModifiedProperties } from "./modified-properties";
import { Recommendation } from "./recommendation";

export interface EventDetailsProps extends EventSummaryProps {
  organizationSlug: string;
  directoryId: string;
}

export function EventDetails(props: EventDetailsProps) {
  const t = useTranslations("event");
  const { event, organizationSlug, directoryId } = props;
  const body = { organizationSlug, directoryId, eventId: event.id };
  return (
    <Tabs defaultValue="summary" className="flex min-h-0 flex-1 flex-col">
      <TabsList aria-label={t("tabs")} className="shrink-0 gap-x-0 px-5 text-[13px]">
        <TabsTrigger value="summary">{t("summary")}</TabsTrigger>
        <TabsTrigger value="modified">{t("modified")}</TabsTrigger>
        <TabsTrigger value="steps">{t("steps")}</TabsTrigger>
        <TabsTrigger value="request">{t("request")}</TabsTrigger>
        <TabsTrigger value="response">{t("response")}</TabsTrigger>
        <TabsTrigger value="recommendation">{t("recommendation")}</TabsTrigger>
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
          {/* Never one request's body under another's line. */}
          <MessageBody
            key={event.id}
            {...body}
            side="request"
            first={`${event.method} ${event.path}${event.query === null ? "" : `?${event.query}`}`}
          />
        </TabsContent>
        <TabsContent value="response">
          <MessageBody key={event.id} {...body} side="response" first={String(event.httpStatus)} />
        </TabsContent>
        <TabsContent value="recommendation">
          <Recommendation {...props} />
        </TabsContent>
      </div>
    </Tabs>
  );
}
