import { getMessages, getTranslations } from "next-intl/server";
import type { DirectoryDto } from "@/lib/console/directories";
import type { RecordWords } from "@/lib/console/to-entra-record";
import { entraPlaceOf } from "@/lib/insight/entra-place";
import { directoryWords } from "../../_data/directory-words";
import type { CredentialName } from "./credentials";

/** What a directory's log says in the shape of Entra's, in the reader's language. */
export async function recordWords(
  directory: DirectoryDto,
  credentials: readonly CredentialName[],
): Promise<RecordWords> {
  const [words, messages, t, place] = await Promise.all([
    directoryWords(directory),
    getMessages(),
    getTranslations("codes"),
    getTranslations("entraPlace"),
  ]);
  return {
    sourceSystem: words.provider,
    targetSystem: words.application,
    servicePrincipal: directory.name,
    credential: (id) => credentials.find((one) => one.id === id)?.name,
    recommend: (code, resourceType) => {
      const known = Object.keys(messages.codes).find((key): key is keyof typeof messages.codes => key === code);
      const advice = known === undefined ? [] : [t(`${known}.recommendation`, { provider: words.shortProvider })];
      const where = place(entraPlaceOf(code, resourceType), { application: words.application });
      return [...advice, ...(directory.provider === "entra" ? [where] : [])].join(" ") || null;
    },
  };
}
