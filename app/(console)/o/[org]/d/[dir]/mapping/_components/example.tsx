import { useTranslations } from "next-intl";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { AttributeExample } from "@/lib/console/attribute-sample";

export interface ExampleProps {
  example: AttributeExample;
  /** Names of the people that examples refer to, by id. */
  references?: ReadonlyMap<string, string>;
  hrefOf: (userId: string) => string;
}

/** A value as somebody has it, and who. */
export function Example({ example: { value, userId, name }, references, hrefOf }: ExampleProps) {
  const t = useTranslations("mapping");
  const common = useTranslations("common");
  const referred = references?.get(String(value));
  // Two links, one below the other: far enough apart to be pressed (WCAG 2.2, 2.5.8).
  const spaced = referred === undefined ? undefined : "leading-6";
  return (
    <>
      <span
        className={cn("block truncate", spaced)}
        title={typeof value === "string" && referred === undefined ? value : undefined}
      >
        {typeof value === "boolean" ? (
          common(value ? "yes" : "no")
        ) : referred === undefined ? (
          value
        ) : (
          <PersonLink href={hrefOf(String(value))}>{referred}</PersonLink>
        )}
      </span>
      <span className={cn("text-muted block truncate text-[13px]", spaced)}>
        {t.rich("exampleOf", { person: () => <PersonLink href={hrefOf(userId)}>{name}</PersonLink> })}
      </span>
    </>
  );
}

function PersonLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-accent-text rounded-sm underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}
