import type { GuideProvider } from "@/lib/applications/guide-steps";
import type { ClientDto } from "@/lib/console/oauth-clients";
import type { TokenDto } from "@/lib/console/tokens";

/** What the step that connects knows and may do. */
export interface CredentialsProps {
  organizationSlug: string;
  directoryId: string;
  provider: GuideProvider;
  /** "Entra ID". */
  shortProvider: string;
  tenantUrl: string;
  tokenEndpoint: string;
  tokens: readonly TokenDto[];
  clients: readonly ClientDto[];
  mayCreate: boolean;
  mayRevoke: boolean;
}
