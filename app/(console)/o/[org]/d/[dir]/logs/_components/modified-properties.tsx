import { useTranslations } from "next-intl";
import { shortPath } from "@/components/use-attribute-name";
import { Code } from "@/components/ui/code";
import type { EventDto } from "@/lib/console/logs";

export interface ModifiedPropertiesProps {
  event: EventDto;
  /** More than so many are only counted. */
  most?: number;
}

/** What the request changed, or would have changed: attribute, value before, value after. */
export function ModifiedProperties({ event, most = Infinity }: ModifiedPropertiesProps) {
  const t = useTranslations("event");
  const common = useTranslations("common");
  const refused = event.status === "failure";
  if (event.modified.length === 0) return <p className="text-muted">{t("nothingModified")}</p>;
  return (
    <div className="grid gap-2">
      <div className="overflow-hidden rounded-lg border">
        <table className="w-full table-fixed text-left text-[13px]">
          <thead className="bg-sunken border-b">
            <tr>
              <th scope="col" className="text-muted px-3 py-1.5 font-medium">
                {t("property")}
              </th>
              <th scope="col" className="text-muted px-3 py-1.5 font-medium">
                {t(refused ? "now" : "before")}
              </th>
              <th scope="col" className="text-muted px-3 py-1.5 font-medium">
                {t(refused ? "refusedValue" : "after")}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {event.modified.slice(0, most).map(({ path, before, after }, index) => (
              <tr key={`${path}-${index}`} className="align-top">
                <th scope="row" title={path} className="px-3 py-2 font-normal break-words">
                  <Code>{shortPath(path)}</Code>
                </th>
                <td className="bg-danger-soft text-danger px-3 py-2 break-words">{before ?? common("none")}</td>
                <td className="bg-success-soft text-success px-3 py-2 break-words">{after ?? common("none")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {event.modified.length > most ? (
        <p className="text-muted text-[13px]">{t("moreModified", { count: event.modified.length - most })}</p>
      ) : null}
      {refused ? <p className="text-muted text-[13px]">{t("allOrNothing")}</p> : null}
    </div>
  );
}
