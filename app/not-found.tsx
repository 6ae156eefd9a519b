import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NotFoundMessage } from "@/components/not-found-message";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("errors"))("notFoundTitle") };
}

export default function NotFoundPage() {
  return (
    <main className="px-4">
      <NotFoundMessage />
    </main>
  );
}
