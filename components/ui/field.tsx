import type { ReactNode } from "react";
import { CircleAlert } from "lucide-react";
import { cn } from "./cn";

export interface FieldProps {
  /** Id of the control that the label names. The description gets `${id}-description`, the error `${id}-error`. */
  id: string;
  label: ReactNode;
  /** Shown beside the label, for instance "optional". */
  hint?: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** Label, control, description and error of one input. FormField wires the ids; this only lays them out. */
export function Field({ id, label, hint, description, error, className, children }: FieldProps) {
  return (
    <div className={cn("grid gap-1.5", className)}>
      <div className="flex items-baseline gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint === undefined ? null : <span className="text-muted text-[13px]">{hint}</span>}
      </div>
      {children}
      {description === undefined ? null : (
        <p id={`${id}-description`} className="text-muted text-[13px]">
          {description}
        </p>
      )}
      {error === undefined ? null : (
        <p id={`${id}-error`} className="text-danger flex items-start gap-1.5 text-[13px] font-medium">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
