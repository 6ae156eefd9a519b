import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import type { GuideProvider } from "@/lib/applications/guide-steps";
import type { StepProgress } from "@/lib/applications/setup-progress";
import { EvidenceLine } from "./evidence-line";
import type { GuideLinks, GuideWords } from "./guide-links";
import { GuidePicture } from "./guide-picture";
import { GuideLink, guideTags } from "./guide-text";
import { PortalPath } from "./portal-path";
import { StepDisclosure } from "./step-disclosure";
import { useEvidenceText } from "./use-evidence-text";

export interface GuideStepProps {
  number: number;
  progress: StepProgress;
  words: GuideWords;
  provider: GuideProvider;
  links: GuideLinks;
  controls: ReactNode;
  marks: ReactNode;
}

/** One step: open while it is the next one, folded to what was seen of it once it is done. */
export function GuideStep({ number, progress, words, provider, links, controls, marks }: GuideStepProps) {
  const t = useTranslations("guide");
  const textOf = useEvidenceText(provider);
  const { step, state, evidence } = progress;
  const isOver = state === "done" || state === "skipped";
  const link = step.page === undefined ? undefined : links[step.page];
  const last = evidence.findLast(({ sighting }) => sighting !== undefined);
  return (
    <li id={`step-${step.id}`} aria-current={state === "current" ? "step" : undefined} className="scroll-mt-4">
      <StepDisclosure
        isOpen={state === "current"}
        summary={
          <>
            <StepMarker number={number} state={state} />
            <span className="min-w-0 flex-1">
              <h2 className={cn("font-medium", state === "todo" && "text-muted")}>
                {t(`steps.${step.id}.title`)}
                <span className="sr-only"> ({t(`state.${state}`)})</span>
              </h2>
              {state === "current" ? null : (
                <span className="text-muted block text-[13px] break-words">
                  {last?.sighting === undefined ? <MarkText progress={progress} /> : textOf(last.kind, last.sighting)}
                </span>
              )}
            </span>
            {step.optional === true && !isOver ? <Badge>{t("optional")}</Badge> : null}
          </>
        }
      >
        <div
          className={cn(
            "grid gap-4 px-4 pb-5 pl-4 sm:pl-13",
            step.picture !== undefined && "xl:grid-cols-[minmax(0,1fr)_22rem] xl:gap-8",
          )}
        >
          <div className="grid min-w-0 content-start gap-4">
            <div className="grid gap-2">
              <PortalPath place={step.place} path={step.path} words={words} />
              <p className="max-w-2xl">{t.rich(`steps.${step.id}.text`, { ...words, ...guideTags })}</p>
              {step.notes?.map((note) => (
                <p key={note} className="text-muted max-w-2xl text-[13px]">
                  {t.rich(`notes.${note}`, { ...words, ...guideTags })}
                </p>
              ))}
              {link === undefined ? null : (
                <p>
                  <GuideLink href={link}>{t(step.page === "domains" ? "openDomains" : "openMapping")}</GuideLink>
                </p>
              )}
            </div>
            {controls}
            {evidence.length === 0 ? null : (
              <ul className="grid gap-1">
                {evidence.map(({ kind, sighting }) => (
                  <EvidenceLine key={kind} kind={kind} sighting={sighting} provider={provider} links={links} />
                ))}
              </ul>
            )}
            {marks}
          </div>
          {step.picture === undefined ? null : <GuidePicture picture={step.picture} />}
        </div>
      </StepDisclosure>
    </li>
  );
}

/** What a folded step that no request proved says of itself. */
function MarkText({ progress: { state, mark } }: { progress: StepProgress }) {
  const t = useTranslations("guide");
  if (state === "done" && mark === undefined) return t("seenBefore");
  if (mark === undefined) return null;
  return t.rich(mark.skipped ? "skippedBy" : "ticked", {
    by: mark.by,
    when: () => <RelativeTime date={mark.at} />,
  });
}

function StepMarker({ number, state }: { number: number; state: StepProgress["state"] }) {
  return (
    <span
      aria-hidden
      className={cn(
        "grid size-6 shrink-0 place-items-center rounded-full border text-[13px] font-medium",
        state === "done" && "bg-accent border-accent text-on-accent",
        state === "skipped" && "bg-sunken text-muted",
        state === "current" && "border-accent text-accent-text",
        state === "todo" && "border-control text-muted",
      )}
    >
      {state === "done" ? (
        <Check className="size-3.5" strokeWidth={3} />
      ) : state === "skipped" ? (
        <Minus className="size-3.5" />
      ) : (
        number
      )}
    </span>
  );
}
