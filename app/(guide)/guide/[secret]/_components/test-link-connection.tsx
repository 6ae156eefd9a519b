"use client";

import { TestConnection } from "@/components/test-connection/test-connection";
import { testLinkConnectionAction } from "../_actions/test-link-connection";

export function TestLinkConnection({ secret, provider }: { secret: string; provider: string }) {
  return <TestConnection provider={provider} start={(token) => testLinkConnectionAction(secret, { token })} />;
}
