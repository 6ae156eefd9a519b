import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { SetupFacts } from "@/lib/console/overview";

/** The set-up as far as it has really come: each step turns done when what it asks for was seen. */
export function SetupSteps({ facts, provider }: { facts: SetupFacts; provider: string }) {
  const t = useTranslations("steps");
  const { token, test, person, change } = facts;
  const steps: { title: string; done: boolean; text: ReactNode }[] = [
    {
      title: t("token"),
      done: token !== undefined,
      text: token === undefined ? t("tokenTodo") : t.rich("tokenDone", { by: token.by, when: when(token.at) }),
    },
    {
      title: t("test"),
      done: test !== undefined,
      text:
        test === undefined
          ? t("testTodo", { provider })
          : test.at === undefined
            ? t("seenBefore")
            : t.rich("testDone", { provider, when: when(test.at) }),
    },
    {
      title: t("person"),
      done: person !== undefined,
      text: person === undefined ? t("personTodo") : t.rich("personDone", { name: person.name, when: when(person.at) }),
    },
    {
      title: t("change"),
      done: change !== undefined,
      text:
        change?.at === undefined
          ? t("changeTodo")
          : t.rich("changeDone", { name: change.name ?? "", when: when(change.at) }),
    },
  ];
  const done = steps.filter((step) => step.done).length;
  const current = steps.findIndex((step) => !step.done);
  return (
    <Card aria-labelledby="steps-title">
      <CardHeader
        id="steps-title"
        title={t("title", { provider })}
        aside={<Badge>{t("progress", { done, total: steps.length })}</Badge>}
      />
      <ol className="grid gap-4 p-4">
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
    </Card>
  );
}

/** What a <when> of a message becomes. */
function when(date: Date): () => ReactNode {
  const tag = () => <RelativeTime date={date} />;
  return tag;
}
