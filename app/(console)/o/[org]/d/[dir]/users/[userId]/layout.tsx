import { requireUser } from "./_data/require-user";

/** Above the skeleton, so that an unknown person is answered with 404. */
export default async function UserLayout({ params, children }: LayoutProps<"/o/[org]/d/[dir]/users/[userId]">) {
  const { org, dir, userId } = await params;
  await requireUser(org, dir, userId);
  return children;
}
