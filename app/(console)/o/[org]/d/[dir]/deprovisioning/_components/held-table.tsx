"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { RelativeTime } from "@/components/relative-time";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { useAction } from "@/components/use-action";
import { keptForDays } from "@/lib/applications/deprovision-brake";
import type { HeldUserRow } from "@/lib/console/held-users";
import type { HeldDecision } from "@/lib/inputs/deprovisioning";
import { decideHeldAction } from "../_actions/decide-held";
import { useDecided } from "./use-decided";

export interface HeldTableProps {
  organizationSlug: string;
  directoryId: string;
  rows: readonly (HeldUserRow & { readonly personHref: string; readonly requestHref: string })[];
  mayDecide: boolean;
}

/** Who is held, with a decision for those who are ticked. */
export function HeldTable({ organizationSlug, directoryId, rows, mayDecide }: HeldTableProps) {
  const t = useTranslations("deprovisioning");
  const common = useTranslations("common");
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const { pending, run } = useAction();
  const told = useDecided();
  // Who is held no more has left the list meanwhile.
  const chosen = rows.filter(({ id }) => ticked.has(id)).map(({ id }) => id);
  const isAll = chosen.length === rows.length;

  function tick(id: string, on: boolean): void {
    setTicked(new Set(on ? [...chosen, id] : chosen.filter((each) => each !== id)));
  }

  async function decide(decision: HeldDecision): Promise<void> {
    const done = await run(() => decideHeldAction(organizationSlug, { directoryId, userIds: chosen, decision }));
    setAsking(false);
    if (done !== undefined) told(decision, done.value);
  }

  return (
    <>
      {mayDecide ? (
        <div className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2">
          <Checkbox
            aria-label={t("selectAll")}
            checked={isAll ? true : chosen.length > 0 ? "indeterminate" : false}
            onCheckedChange={(on) => setTicked(new Set(on === true ? rows.map(({ id }) => id) : []))}
          />
          <span aria-live="polite" className="text-muted flex-1 text-[13px]">
            {t("selected", { count: chosen.length })}
          </span>
          <Button
            size="sm"
            disabled={chosen.length === 0}
            pending={pending && !asking}
            onClick={() => void decide("keep")}
          >
            {t("keep")}
          </Button>
          <Button size="sm" disabled={chosen.length === 0 || pending} onClick={() => setAsking(true)}>
            {t("happen")}
          </Button>
        </div>
      ) : null}
      <Table label={t("heldTab")}>
        <TableHead>
          {mayDecide ? (
            <TableHeader className="w-12">
              <span className="sr-only">{common("actions")}</span>
            </TableHeader>
          ) : null}
          <TableHeader>{t("person")}</TableHeader>
          <TableHeader className="w-28">{t("asked")}</TableHeader>
          <TableHeader className="hidden w-36 sm:table-cell">{t("when")}</TableHeader>
          <TableHeader className="hidden w-28 md:table-cell">{t("request")}</TableHeader>
        </TableHead>
        <TableBody>
          {rows.map(({ id, kind, userName, displayName, heldAt, personHref, requestHref }) => {
            const name = displayName ?? userName;
            return (
              <TableRow key={id}>
                {mayDecide ? (
                  <TableCell className="pr-0">
                    <Checkbox
                      aria-label={t("select", { name })}
                      checked={ticked.has(id)}
                      onCheckedChange={(on) => tick(id, on === true)}
                      className="align-middle"
                    />
                  </TableCell>
                ) : null}
                <TableCell>
                  <Link href={personHref} className="block truncate rounded-sm font-medium hover:underline">
                    {name}
                  </Link>
                  <span className="text-muted block truncate text-[13px]">{userName}</span>
                </TableCell>
                <TableCell>
                  <Badge tone="warning">{t(`kind.${kind}`)}</Badge>
                </TableCell>
                <TableCell className="text-muted hidden sm:table-cell">
                  <RelativeTime date={heldAt} />
                </TableCell>
                <TableCell className="hidden md:table-cell">
                  <Link
                    href={requestHref}
                    aria-label={t("showRequest", { name })}
                    className="text-accent-text rounded-sm underline-offset-4 hover:underline"
                  >
                    {t("request")}
                  </Link>
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("happenTitle", { count: chosen.length })}
        description={t("happenText", { days: keptForDays })}
        cancelLabel={common("cancel")}
        confirmLabel={t("happen")}
        pending={pending}
        onConfirm={() => void decide("happen")}
      />
    </>
  );
}
