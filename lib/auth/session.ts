import { cache } from "react";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { routes } from "@/lib/routes";
import { requestedPath, requestedPathHeader } from "./requested-path";
import { sessionCookieName } from "./session-cookie";
import { inOrganization, signedInBy } from "./signed-in";
import type { AdminContext, SignedInContext } from "./signed-in";

/** Who is signed in, or undefined; asked of the database once a request. */
export const findSignedIn = cache(async (): Promise<SignedInContext | undefined> => {
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  return cookie === undefined ? undefined : signedInBy(cookie, new Date());
});

/** For pages and actions of no particular organization. Redirects to the sign-in page, which leads back. */
export async function requireSignedIn(): Promise<SignedInContext> {
  const context = await findSignedIn();
  if (context === undefined) redirect(routes.signIn(requestedPath((await headers()).get(requestedPathHeader))));
  return context;
}

/**
 * For every page and action of an organization. Redirects to the sign-in page; an organization that the admin does not
 * belong to is answered as one that does not exist.
 */
export async function requireAdmin(organizationSlug: string): Promise<AdminContext> {
  const context = inOrganization(await requireSignedIn(), organizationSlug);
  if (context === undefined) notFound();
  return context;
}
