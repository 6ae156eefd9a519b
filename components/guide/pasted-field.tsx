import { useId } from "react";
import { CopyField } from "@/components/ui/copy-field";

export interface PastedFieldProps {
  /** As the field is called where it is pasted. */
  label: string;
  value: string;
}

/** A value to paste into the portal, under the portal's own name for it. */
export function PastedField({ label, value }: PastedFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <CopyField id={id} label={label} value={value} />
    </div>
  );
}
