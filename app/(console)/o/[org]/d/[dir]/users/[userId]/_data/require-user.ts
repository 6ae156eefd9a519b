import { notFound } from "next/navigation";
import { cache } from "react";
import { findFormerUser, type FormerUser } from "@/lib/console/former-resource";
import { findUser, type UserDto } from "@/lib/console/users";
import { requireDirectory } from "../../../_data/require-directory";

/** The person of a page: here, or deleted and still known to the bin or the log. */
export type PagePerson =
  | { readonly state: "here"; readonly user: UserDto; readonly name: string }
  | { readonly state: "former"; readonly user: FormerUser; readonly name: string };

/** The person of this page, read once a request; somebody of another directory is answered as nobody. */
export const requireUser = cache(async (org: string, dir: string, userId: string): Promise<PagePerson> => {
  const { scope } = await requireDirectory(org, dir);
  const user = await findUser(scope, userId);
  if (user !== undefined) return { state: "here", user, name: user.displayName ?? user.userName };
  const former = await findFormerUser(scope, userId);
  if (former === undefined) notFound();
  return { state: "former", user: former, name: former.name };
});
