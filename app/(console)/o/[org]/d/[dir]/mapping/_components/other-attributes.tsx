import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { AttributePath } from "@/components/attribute-path";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { AttributeMapping } from "@/lib/console/attribute-mapping";
import { Example } from "./example";

export interface OtherAttributesProps extends Pick<AttributeMapping, "kept" | "ignored" | "looked"> {
  provider: string;
  application: string;
  hrefOf: (userId: string) => string;
  eventHrefOf: (eventId: string) => string;
}

/** What the identity provider sends and the application does not use, and what becomes of it. */
export function OtherAttributes({
  kept,
  ignored,
  looked,
  provider,
  application,
  hrefOf,
  eventHrefOf,
}: OtherAttributesProps) {
  const t = useTranslations("mapping");
  const isEmpty = kept.length === 0 && ignored.length === 0;
  return (
    <Card aria-labelledby="others-title">
      <CardHeader id="others-title" title={t("othersTitle", { provider })} />
      <p className="text-muted px-4 py-3">{t(isEmpty ? "othersEmpty" : "othersText", { provider, application })}</p>
      {isEmpty ? null : (
        <div className="border-t">
          <Table label={t("othersTitle", { provider })}>
            <TableHead>
              <TableHeader>{t("othersAttribute")}</TableHeader>
              <TableHeader className="w-36 md:w-72">{t("othersFate")}</TableHeader>
              <TableHeader className="hidden w-[28%] md:table-cell">{t("othersSeen")}</TableHeader>
            </TableHead>
            <TableBody>
              {ignored.map(({ path, requests, eventId, at }) => {
                const seen = (
                  <span className="text-muted block text-[13px] whitespace-normal">
                    {t("ignoredIn", { requests, looked })}
                    <br />
                    {t.rich("ignoredLast", {
                      link: (children) => (
                        <Link
                          href={eventHrefOf(eventId)}
                          className="text-accent-text rounded-sm underline-offset-4 hover:underline"
                        >
                          {children}
                        </Link>
                      ),
                      when: () => <RelativeTime date={at} />,
                    })}
                  </span>
                );
                return (
                  <OtherRow key={`ignored ${path}`} path={path} seen={seen}>
                    <Badge tone="warning">{t("ignored")}</Badge>
                    <span className="text-muted mt-1 block text-[13px]">{t("ignoredText")}</span>
                  </OtherRow>
                );
              })}
              {kept.map(({ path, people, example }) => (
                <OtherRow key={`kept ${path}`} path={path} seen={<Example example={example} hrefOf={hrefOf} />}>
                  <Badge>{t("kept")}</Badge>
                  <span className="text-muted mt-1 block text-[13px]">{t("peopleHere", { count: people })}</span>
                </OtherRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </Card>
  );
}

function OtherRow({ path, seen, children }: { path: string; seen: ReactNode; children: ReactNode }) {
  return (
    <TableRow className="align-top">
      <TableCell className="whitespace-normal">
        <AttributePath path={path} />
        <div className="mt-1 md:hidden">{seen}</div>
      </TableCell>
      <TableCell className="whitespace-normal">{children}</TableCell>
      <TableCell className="hidden md:table-cell">{seen}</TableCell>
    </TableRow>
  );
}
