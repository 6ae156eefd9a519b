"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { CodeBlock } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { Spinner } from "@/components/ui/spinner";
import type { EventBodies } from "@/lib/console/event-bodies";
import { readBodiesAction } from "../_actions/read-bodies";

export interface MessageBodyProps {
  organizationSlug: string;
  directoryId: string;
  eventId: string;
  side: "request" | "response";
  /** The request line, or the status. */
  first: string;
}

/** A request or its answer. Its body is asked for when it is looked at, because that is noted. */
export function MessageBody({ organizationSlug, directoryId, eventId, side, first }: MessageBodyProps) {
  const t = useTranslations("event");
  const [bodies, setBodies] = useState<EventBodies | "failed">();
  useEffect(() => {
    let current = true;
    readBodiesAction(organizationSlug, { directoryId, eventId })
      .then((result) => (current ? setBodies(result.ok ? result.value : "failed") : undefined))
      .catch(() => (current ? setBodies("failed") : undefined));
    return () => void (current = false);
  }, [organizationSlug, directoryId, eventId]);
  const label = t(side);
  return (
    <div className="grid gap-3">
      <CodeBlock label={label} className="break-all whitespace-pre-wrap">
        {first}
      </CodeBlock>
      <Body label={t("bodyOf", { message: label })} bodies={bodies} side={side} />
      {side === "request" && typeof bodies === "object" && bodies.curl !== null ? (
        <div className="grid gap-1">
          <p className="flex items-center gap-1 font-medium">
            {t("copyCurl")}
            <CopyButton label={t("copyCurl")} value={bodies.curl} />
          </p>
          <p className="text-muted text-[13px]">{t("curlHint")}</p>
        </div>
      ) : null}
      <p className="text-muted text-[13px]">
        {t("redacted")} {t("bodyIsAudited")}
      </p>
    </div>
  );
}

interface BodyProps {
  label: string;
  bodies: EventBodies | "failed" | undefined;
  side: "request" | "response";
}

function Body({ label, bodies, side }: BodyProps) {
  const t = useTranslations("event");
  if (bodies === undefined) {
    return (
      <p role="status" className="text-muted flex items-center gap-2">
        <Spinner /> {t("loadingBody")}
      </p>
    );
  }
  if (bodies === "failed") return <p role="alert">{t("bodyFailed")}</p>;
  const text = bodies[side];
  if (text === null) return <p className="text-muted">{t("noBody")}</p>;
  return (
    <CodeBlock label={label} className="max-h-[60dvh] break-words whitespace-pre-wrap">
      {text}
    </CodeBlock>
  );
}
