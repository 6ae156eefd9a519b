import type { DirectoryScope } from "@/lib/auth/scope";
import type { DirectoryDto } from "@/lib/console/directories";
import { cursorBefore } from "@/lib/console/cycles";
import { findEntraRecord } from "@/lib/console/event-record";
import { findEvent } from "@/lib/console/logs";
import { routes } from "@/lib/routes";
import { directoryWords } from "../../_data/directory-words";
import type { CredentialName } from "../_data/credentials";
import { logHref } from "../_data/log-query";
import { recordWords } from "../_data/record-words";
import { EventDetails } from "./event-details";
import { EventDrawer, type EventDrawerProps } from "./event-drawer";

export interface LogDrawerProps extends Omit<EventDrawerProps, "event" | "children"> {
  org: string;
  dir: string;
  scope: DirectoryScope;
  directory: DirectoryDto;
  credentials: readonly CredentialName[];
}

/** Reads one request, and shows it beside the list. */
export async function LogDrawer({ org, dir, scope, directory, credentials, ...place }: LogDrawerProps) {
  const [words, event, found] = await Promise.all([
    directoryWords(directory),
    findEvent(scope, place.eventId),
    recordWords(directory, credentials).then((inWords) => findEntraRecord(scope, place.eventId, inWords)),
  ]);
  const logs = (query: Parameters<typeof logHref>[1]) => logHref(routes.logs(org, dir), { range: "all", ...query });
  return (
    <EventDrawer {...place} event={event}>
      {event === undefined || found === undefined ? undefined : (
        <EventDetails
          organizationSlug={org}
          directoryId={directory.id}
          event={event}
          record={found.record}
          cycle={
            found.cycle && {
              ...found.cycle,
              href: routes.cycles(org, dir, { after: cursorBefore(found.cycle.id) }),
              requestsHref: logs({ cycle: found.cycle.id, reads: true }),
            }
          }
          provider={{ id: directory.provider, name: words.shortProvider }}
          application={words.application}
          credential={credentials.find(({ id }) => id === event.credentialId)}
          credentialHref={event.credentialId === null ? undefined : logs({ credential: event.credentialId })}
          domainsHref={routes.domains(org)}
          deprovisioningHref={routes.deprovisioning(org, dir)}
          about={
            event.resourceId === null || event.resourceType === null
              ? undefined
              : {
                  href: (event.resourceType === "User" ? routes.user : routes.group)(org, dir, event.resourceId),
                  requestsHref: logs({ about: event.resourceId }),
                }
          }
        />
      )}
    </EventDrawer>
  );
}
