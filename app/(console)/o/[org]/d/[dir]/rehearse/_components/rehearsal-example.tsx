import { useTranslations } from "next-intl";
import { AttributePath } from "@/components/attribute-path";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PairRow, PairTable } from "@/components/ui/pair-table";
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
      <PairTable headers={[user("attribute"), user("value")]}>
        {values.map(({ path, value }) => (
          <PairRow
            key={path}
            name={
              <>
                <span className="block">{wordOf(path)}</span>
                <span className="text-muted block text-[13px]">
                  <AttributePath path={path} />
                </span>
              </>
            }
          >
            {path === "active" ? common(value === "True" ? "yes" : "no") : value}
          </PairRow>
        ))}
      </PairTable>
    </Card>
  );
}
