"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";

/** Cancel, and what the form does. */
export function FormButtons({
  pending,
  label,
  pendingLabel,
}: {
  pending: boolean;
  label: string;
  pendingLabel: string;
}) {
  const common = useTranslations("common");
  return (
    <DialogFooter>
      <DialogClose asChild>
        <Button variant="ghost">{common("cancel")}</Button>
      </DialogClose>
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? pendingLabel : label}
      </Button>
    </DialogFooter>
  );
}
