import { useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { cn } from "@/components/ui/cn";
import type { DirectoryDto } from "@/lib/console/directories";
import type { NamedManager } from "@/lib/console/named-manager";

export interface ManagerNoticeProps {
  manager: NamedManager;
  provider: { readonly id: DirectoryDto["provider"]; readonly name: string };
}

/** That the manager whom the request named is nobody here, as it is now, and what to do about it. */
export function ManagerNotice({ manager, provider }: ManagerNoticeProps) {
  const t = useTranslations("event.manager");
  const { state, isCurrent, value } = manager;
  const isOpen = isCurrent && state !== "back";
  return (
    <section className={cn("grid gap-1 rounded-lg px-4 py-3", isOpen ? "bg-warning-soft" : "bg-sunken")}>
      <h3 className={cn("font-semibold", isOpen && "text-warning")}>{t(`title.${state}`)}</h3>
      <p className="break-words">
        {t.rich(`text.${state}`, { name: manager.name ?? value, id: () => <Code>{value}</Code> })}{" "}
        {isCurrent ? null : t("replaced")}
      </p>
      {isOpen ? <p>{t("toDo", { idp: provider.id, provider: provider.name })}</p> : null}
    </section>
  );
}
