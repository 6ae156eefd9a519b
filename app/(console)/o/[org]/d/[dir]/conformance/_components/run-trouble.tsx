import { CircleSlash, PlugZap, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { TrialRunDto } from "@/lib/console/trial-runs";

const problems = ["unreachable", "tooSlow"] as const;

/** Why a run has no report. */
export function RunTrouble({ run: { state, problem, detail } }: { run: TrialRunDto }) {
  const t = useTranslations("conformance");
  if (state !== "failed" && state !== "cancelled" && state !== "lost") return null;
  const Icon = state === "cancelled" ? CircleSlash : state === "lost" ? PlugZap : TriangleAlert;
  const known = problems.find((one) => one === problem) ?? "unexpected";
  return (
    <section
      aria-labelledby="trouble-title"
      className={cn(
        "rounded-card flex gap-3 px-4 py-3",
        state === "failed" && "bg-danger-soft text-danger",
        state === "lost" && "bg-warning-soft text-warning",
        state === "cancelled" && "bg-sunken text-muted",
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <h2 id="trouble-title" className="font-semibold">
          {t(`trouble.${state}Title`)}
        </h2>
        <p className="text-foreground break-words">
          {state === "failed" ? t(`trouble.problem.${known}`) : t(`trouble.${state}Text`)}
        </p>
        {detail === null ? null : <p className="text-foreground mt-1 text-[13px] break-words">{detail}</p>}
      </div>
    </section>
  );
}
