import { useTranslations } from "next-intl";
import type { HealthDto } from "@/lib/console/health";
import type { HealthState } from "@/lib/insight/finding";
import { RelativeTime } from "./relative-time";
import { Badge, Dot, type Tone } from "./ui/badge";
import { useFindingWords } from "./use-finding-words";

const tones: Record<HealthState, Tone> = {
  off: "neutral",
  waiting: "info",
  healthy: "success",
  degraded: "warning",
  silent: "warning",
  quarantineRisk: "danger",
};

/** The state of a directory in a dot; its word is for those who cannot see colour. */
export function HealthDot({ state }: { state: HealthState }) {
  const t = useTranslations("health");
  return (
    <>
      <Dot tone={tones[state]} />
      <span className="sr-only">({t(`dot.${state}`)})</span>
    </>
  );
}

export interface HealthPillProps {
  health: HealthDto;
  provider: "entra" | "okta" | "other";
  lastRequestAt: Date | null;
}

/** The state of a directory with its reason. */
export function HealthPill({ health, provider, lastRequestAt }: HealthPillProps) {
  const t = useTranslations("health");
  const tone = tones[health.state];
  const reason = useReason(health, provider);
  return (
    <Badge tone={tone}>
      <Dot tone={tone} />
      <span>
        {t(`state.${health.state}`)}
        {reason === undefined ? null : ` · ${reason}`}
        {lastRequestAt === null || health.state !== "healthy" ? null : (
          <>
            {" · "}
            {t.rich("lastRequest", { when: () => <RelativeTime date={lastRequestAt} /> })}
          </>
        )}
      </span>
    </Badge>
  );
}

function useReason({ kind, facts }: HealthDto, provider: HealthPillProps["provider"]): string | undefined {
  const t = useTranslations("health.reason");
  const wordsOf = useFindingWords(provider);
  if (kind === null) return undefined;
  if (kind === "noCredential" || kind === "noRequest" || kind === "noSuccess" || kind === "noCycle") return t(kind);
  return wordsOf({ kind, facts }).short;
}
