import { TriangleAlert } from "lucide-react";

/** A rehearsal that there is no report of, and why. */
export function RehearsalEnd({ title, text }: { title: string; text: string }) {
  return (
    <div className="bg-warning-soft rounded-card flex gap-3 px-4 py-3">
      <TriangleAlert aria-hidden className="text-warning mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <h2 className="text-warning font-semibold">{title}</h2>
        <p>{text}</p>
      </div>
    </div>
  );
}
