"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { SetAssignedCountsInput } from "@/lib/inputs/assigned-counts";
import type { AssignedCounts } from "@/lib/insight/cycle";
import { setAssignedCountsAction } from "../_actions/set-assigned-counts";

export interface SayAssignedProps {
  readonly organizationSlug: string;
  readonly directoryId: string;
  /** What was said before. */
  readonly assigned: AssignedCounts | undefined;
  readonly provider: "entra" | "okta" | "other";
  readonly shortProvider: string;
}

/** Asks how many people and groups an initial cycle will have, which the identity provider alone knows. */
export function SayAssigned(props: SayAssignedProps) {
  const t = useTranslations("cycles.assigned");
  const common = useTranslations("common");
  const providers = { provider: props.shortProvider };
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">{t(props.assigned === undefined ? "say" : "correct")}</Button>
      </DialogTrigger>
      <DialogContent
        title={t("title", providers)}
        description={t(props.provider === "entra" ? "textEntra" : "textOther", providers)}
        closeLabel={common("close")}
      >
        <AssignedForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

const fields = ["users", "groups"] as const;

function AssignedForm({
  organizationSlug,
  directoryId,
  assigned,
  provider,
  onDone,
}: SayAssignedProps & { readonly onDone: () => void }) {
  const t = useTranslations("cycles.assigned");
  const common = useTranslations("common");
  const { form, onSubmit, pending, error } = useActionForm({
    input: SetAssignedCountsInput,
    defaultValues: { directoryId, users: assigned?.users ?? null, groups: assigned?.groups ?? null },
    action: (input: SetAssignedCountsInput) => setAssignedCountsAction(organizationSlug, input),
    onDone: () => {
      toast.success(t("saved"));
      onDone();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <DialogBody>
        <FormError>{error}</FormError>
        {fields.map((name) => (
          <FormField
            key={name}
            control={form.control}
            name={name}
            label={t(name)}
            hint={common("optional")}
            description={provider === "entra" ? t(`${name}Entra`) : undefined}
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                inputMode="numeric"
                min={name === "users" ? 1 : 0}
                step={1}
                autoComplete="off"
                value={control.value === null || Number.isNaN(control.value) ? "" : control.value}
                onChange={({ target }) =>
                  control.onChange(target.value === "" && !target.validity.badInput ? null : target.valueAsNumber)
                }
                className="max-w-40"
              />
            )}
          </FormField>
        ))}
      </DialogBody>
      <FormButtons pending={pending} label={common("save")} pendingLabel={t("saving")} />
    </form>
  );
}
