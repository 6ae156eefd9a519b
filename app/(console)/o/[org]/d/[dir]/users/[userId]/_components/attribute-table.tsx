import { useTranslations } from "next-intl";
import Link from "next/link";
import { AttributePath } from "@/components/attribute-path";
import type { ShownAttributeRow } from "@/lib/console/attribute-rows";

export interface AttributeTableProps {
  rows: readonly ShownAttributeRow[];
  /** Names of the people that attributes refer to, by id. */
  references: ReadonlyMap<string, string>;
  hrefOf: (userId: string) => string;
}

/** Every attribute under its SCIM name. On a narrow screen the value stands below the name. */
export function AttributeTable({ rows, references, hrefOf }: AttributeTableProps) {
  const t = useTranslations("user");
  const common = useTranslations("common");
  return (
    <table className="w-full text-left">
      <thead className="sr-only">
        <tr>
          <th scope="col">{t("attribute")}</th>
          <th scope="col">{t("value")}</th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {rows.map(({ path, value }, index) => (
          <tr key={`${path}-${index}`} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
            <th scope="row" className="text-muted font-normal">
              <AttributePath path={path} />
            </th>
            <td className="break-words">
              {value === undefined ? (
                <span className="text-muted">{t("neverShown")}</span>
              ) : typeof value === "boolean" ? (
                common(value ? "yes" : "no")
              ) : references.has(String(value)) ? (
                <Link
                  href={hrefOf(String(value))}
                  className="text-accent-text rounded-sm font-medium underline-offset-4 hover:underline"
                >
                  {references.get(String(value))}
                </Link>
              ) : (
                value
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
