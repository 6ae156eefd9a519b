import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ExactTime } from "./exact-time";
import { Card, CardHeader } from "./ui/card";
import { Code } from "./ui/code";
import { CopyButton } from "./ui/copy-button";

export interface ResourceFactsProps {
  resource: {
    readonly id: string;
    readonly externalId: string | null;
    readonly created: Date;
    readonly lastModified: Date;
    readonly version: number;
  };
}

/** The identifiers and times of one person or group, each id with a button that copies it. */
export function ResourceFacts({ resource }: ResourceFactsProps) {
  const t = useTranslations("user");
  return (
    <Card aria-labelledby="facts-title">
      <CardHeader id="facts-title" title={t("identifiers")} />
      <dl className="grid grid-cols-[minmax(0,1fr)] gap-3 p-4">
        <Fact term={t("id")}>
          <Identifier label={t("id")} value={resource.id} />
        </Fact>
        {resource.externalId === null ? null : (
          <Fact term={t("externalId")}>
            <Identifier label={t("externalId")} value={resource.externalId} />
          </Fact>
        )}
        <Fact term={t("created")}>
          <ExactTime date={resource.created} />
        </Fact>
        <Fact term={t("lastModified")}>
          <ExactTime date={resource.lastModified} />
        </Fact>
        <Fact term={t("version")}>{resource.version}</Fact>
      </dl>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-[13px]">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Identifier({ label, value }: { label: string; value: string }) {
  return (
    <span className="flex items-center justify-between gap-2">
      <Code className="min-w-0 truncate">{value}</Code>
      <CopyButton label={label} value={value} />
    </span>
  );
}
