import type { TimelineLinks } from "@/components/timeline/timeline-links";
import type { DirectoryScope } from "@/lib/auth/scope";
import type { DirectoryDto } from "@/lib/console/directories";
import { listOAuthClients } from "@/lib/console/oauth-clients";
import { listTokens } from "@/lib/console/tokens";
import { routes } from "@/lib/routes";
import { credentialsOf } from "../logs/_data/credentials";
import { directoryWords } from "./directory-words";

/** What the timeline of a person or group links to. */
export async function timelineLinks(
  org: string,
  scope: DirectoryScope,
  directory: DirectoryDto,
  about: string,
): Promise<TimelineLinks> {
  const [tokens, clients, words] = await Promise.all([
    listTokens(scope, directory.id),
    listOAuthClients(scope, directory.id),
    directoryWords(directory),
  ]);
  const dir = directory.slug;
  return {
    user: (id) => routes.user(org, dir, id),
    group: (id) => routes.group(org, dir, id),
    event: (event) => routes.logs(org, dir, { about, range: "all", event }),
    log: () => routes.logs(org, dir, { about, range: "all", reads: "true" }),
    credentials: credentialsOf(tokens, clients),
    provider: words.shortProvider,
  };
}
