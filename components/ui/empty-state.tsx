import type { ReactNode } from "react";
import { cn } from "./cn";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  /** One sentence that teaches. */
  text: ReactNode;
  /** One button. */
  action?: ReactNode;
  children?: ReactNode;
  className?: string;
}

export function EmptyState({ icon, title, text, action, children, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center px-6 py-14 text-center", className)}>
      {icon === undefined ? null : (
        <span
          aria-hidden
          className="bg-accent-soft text-accent-text mb-4 grid size-11 place-items-center rounded-full [&_svg]:size-5"
        >
          {icon}
        </span>
      )}
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="text-muted mt-1 max-w-md text-balance">{text}</p>
      {children}
      {action === undefined ? null : <div className="mt-5">{action}</div>}
    </div>
  );
}
