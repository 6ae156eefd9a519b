import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface Step {
  readonly title: string;
  readonly done: boolean;
  readonly text: ReactNode;
}

/** Steps in their order, each done or not yet; the first that is not is where it stands. */
export function StepList({ steps, className }: { steps: readonly Step[]; className?: string }) {
  const t = useTranslations("steps");
  const current = steps.findIndex((step) => !step.done);
  return (
    <ol className={cn("grid gap-4", className)}>
      {steps.map((step, index) => (
        <li key={step.title} className="flex gap-3">
          <span
            aria-hidden
            className={cn(
              "mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border text-[11px] font-medium",
              step.done && "bg-accent border-accent text-on-accent",
              !step.done && (index === current ? "border-accent text-accent-text" : "border-control text-muted"),
            )}
          >
            {step.done ? <Check className="size-3" strokeWidth={3} /> : index + 1}
          </span>
          <div className="min-w-0">
            <div className={step.done || index === current ? "font-medium" : "text-muted"}>
              {step.title}
              <span className="sr-only"> ({step.done ? t("done") : t("todo")})</span>
            </div>
            <p className="text-muted text-[13px] break-words">{step.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
