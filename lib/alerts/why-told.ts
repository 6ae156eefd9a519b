import type { MailBlock } from "@/lib/mail/mail-body";
import type { MailWords } from "@/lib/mail/mail-words";
import { routes } from "@/lib/routes";

export interface ToldPlace {
  readonly organization: { readonly slug: string; readonly name: string };
  readonly directory: { readonly slug: string; readonly name: string };
}

/**
 * The end of every mail: why its reader gets it, and where that is changed.
 * @param baseUrl where the console is, without trailing slash
 */
export function whyTold({ t }: MailWords, { organization, directory }: ToldPlace, baseUrl: string): MailBlock {
  return {
    kind: "note",
    text: t("note", { directory: directory.name, organization: organization.name }),
    link: { label: t("noteLink"), href: baseUrl + routes.notifications(organization.slug, directory.slug) },
  };
}
