import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { StepList } from "@/components/step-list";
import type { Step } from "@/components/step-list";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import type { SetupFacts } from "@/lib/console/overview";

/** The set-up as far as it has really come: each step turns done when what it asks for was seen. */
export function SetupSteps({ facts, provider }: { facts: SetupFacts; provider: string }) {
  const t = useTranslations("steps");
  const { token, test, person, change } = facts;
  const steps: readonly Step[] = [
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
  return (
    <Card aria-labelledby="steps-title">
      <CardHeader
        id="steps-title"
        title={t("title", { provider })}
        aside={<Badge>{t("progress", { done, total: steps.length })}</Badge>}
      />
      <StepList steps={steps} className="p-4" />
    </Card>
  );
}

/** What a <when> of a message becomes. */
function when(date: Date): () => ReactNode {
  const tag = () => <RelativeTime date={date} />;
  return tag;
}
