import { useTranslations } from "next-intl";
import { AttributePath } from "@/components/attribute-path";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { useAttributeName } from "@/components/use-attribute-name";
import type { RehearsalReport } from "@/lib/console/rehearsal-report";

export interface RehearsalExampleProps {
  example: NonNullable<RehearsalReport["example"]>;
  application: string;
}

/** One person as the application will hold them, each attribute by its word and its SCIM name. */
export function RehearsalExample({ example: { name, values }, application }: RehearsalExampleProps) {
  const t = useTranslations("rehearsal");
  const user = useTranslations("user");
  const common = useTranslations("common");
  const wordOf = useAttributeName();
  return (
    <Card aria-labelledby="example-title">
      <CardHeader id="example-title" title={t("exampleTitle", { application, name })} />
      <CardBody className="text-muted border-b">{t("exampleText")}</CardBody>
      <table className="w-full text-left">
        <thead className="sr-only">
          <tr>
            <th scope="col">{user("attribute")}</th>
            <th scope="col">{user("value")}</th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {values.map(({ path, value }) => (
            <tr key={path} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
              <th scope="row" className="font-normal">
                <span className="block">{wordOf(path)}</span>
                <span className="text-muted block text-[13px]">
                  <AttributePath path={path} />
                </span>
              </th>
              <td className="break-words">{path === "active" ? common(value === "True" ? "yes" : "no") : value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
