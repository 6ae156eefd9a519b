import { notFound } from "next/navigation";
import { cache } from "react";
import { findUser } from "@/lib/console/users";
import { requireDirectory } from "../../../_data/require-directory";

/** The person of this page, read once a request; somebody of another directory is answered as nobody. */
export const requireUser = cache(async (org: string, dir: string, userId: string) => {
  const { scope } = await requireDirectory(org, dir);
  const user = await findUser(scope, userId);
  if (user === undefined) notFound();
  return user;
});
