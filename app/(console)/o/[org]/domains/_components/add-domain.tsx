"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { FormButtons } from "@/components/forms/form-buttons";
import { FormError } from "@/components/forms/form-error";
import { FormField } from "@/components/forms/form-field";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogBody, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { AddDomainInput } from "@/lib/inputs/domain";
import { addDomainAction } from "../_actions/add-domain";

interface AddDomainProps {
  organizationSlug: string;
  /** Some directory accepts only domains that are verified. */
  wantsProof: boolean;
}

export function AddDomain({ organizationSlug, wantsProof }: AddDomainProps) {
  const t = useTranslations("domains");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          {t("add")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("addTitle")}
        description={t(wantsProof ? "addText" : "addTextRegistered")}
        closeLabel={common("close")}
      >
        <AddDomainForm organizationSlug={organizationSlug} wantsProof={wantsProof} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function AddDomainForm({ organizationSlug, wantsProof, onDone }: AddDomainProps & { onDone: () => void }) {
  const t = useTranslations("domains");
  const { form, onSubmit, pending, error } = useActionForm({
    input: AddDomainInput,
    defaultValues: { name: "", coversSubdomains: false },
    action: (input: AddDomainInput) => addDomainAction(organizationSlug, input),
    onDone: ({ name }) => {
      toast.success(t(wantsProof ? "added" : "addedRegistered", { name }));
      onDone();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <DialogBody>
        <FormError>{error}</FormError>
        <FormField control={form.control} name="name" label={t("name")}>
          {(control) => (
            <Input {...control} autoComplete="off" autoCapitalize="none" spellCheck={false} placeholder="contoso.com" />
          )}
        </FormField>
        <FormField control={form.control} name="coversSubdomains" label={t("subdomains")}>
          {({ id, value, onChange }) => (
            <div className="flex items-center gap-2.5">
              <Checkbox id={id} checked={value === true} onCheckedChange={(checked) => onChange(checked === true)} />
              <label htmlFor={id}>{t("coversSubdomainsToo")}</label>
            </div>
          )}
        </FormField>
      </DialogBody>
      <FormButtons pending={pending} label={t("submit")} pendingLabel={t("submitting")} />
    </form>
  );
}
