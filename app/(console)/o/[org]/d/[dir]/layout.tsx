import { requireDirectory } from "./_data/require-directory";

/**
 * Whether the directory is there is settled here, above every loading.tsx: once a page's skeleton is on its way, the
 * answer can no longer be 404.
 */
export default async function DirectoryLayout({ params, children }: LayoutProps<"/o/[org]/d/[dir]">) {
  const { org, dir } = await params;
  await requireDirectory(org, dir);
  return children;
}
