"use client";

import { TestConnection } from "@/components/test-connection/test-connection";
import { testConnectionAction } from "../../_actions/test-connection";

export interface TestControlProps {
  organizationSlug: string;
  directoryId: string;
  provider: string;
}

/** Tries from here what the identity provider will try, for whoever wants to know before they change over to its portal. */
export function TestControl({ organizationSlug, directoryId, provider }: TestControlProps) {
  return (
    <div className="max-w-3xl rounded-lg border p-3">
      <TestConnection
        provider={provider}
        start={(token) => testConnectionAction(organizationSlug, { directoryId, token })}
      />
    </div>
  );
}
