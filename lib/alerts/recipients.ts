import type { DirectoryScope } from "@/lib/auth/scope";
import type { Database } from "@/lib/db/client";
import { listDefaultRecipients, listRecipients } from "@/lib/db/notification-recipients";

/** Who is told what a directory has to tell: the addresses it names, else the organization's owners and admins. */
export async function recipientsOf(db: Database, scope: DirectoryScope): Promise<string[]> {
  const named = await listRecipients(db, scope, scope.directoryId);
  return named.length > 0 ? named : listDefaultRecipients(db, scope);
}
