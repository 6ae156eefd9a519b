import { requireGroup } from "./_data/require-group";

/** Above the skeleton, so that an unknown group is answered with 404. */
export default async function GroupLayout({ params, children }: LayoutProps<"/o/[org]/d/[dir]/groups/[groupId]">) {
  const { org, dir, groupId } = await params;
  await requireGroup(org, dir, groupId);
  return children;
}
