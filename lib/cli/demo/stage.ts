import { chosenEventTypes } from "@/lib/alerts/event-types";
import type { BasePath } from "@/lib/applications/profile";
import { profileOf } from "@/lib/applications/applications";
import type { OrganizationScope } from "@/lib/auth/scope";
import { createDirectory, setDirectoryEnabled } from "@/lib/console/directories";
import type { DirectoryDto } from "@/lib/console/directories";
import { createToken, revokeToken } from "@/lib/console/tokens";
import { addWebhook } from "@/lib/console/webhooks";
import { backdateAuditEvents, backdateToken, backdateWebhook } from "@/lib/db/demo";
import type { CreateDirectoryInput } from "@/lib/inputs/directory";
import { dayMs } from "./clock";
import type { DemoClock } from "./clock";
import { Door } from "./door";

/** A directory with the time that passes in it, and what its admins do there. */
export class Stage {
  readonly door: Door;
  private readonly tokens = new Map<string, string>();

  constructor(
    private readonly scope: OrganizationScope,
    private readonly directory: DirectoryDto,
    readonly clock: DemoClock,
    private readonly end: Date,
    sender: { readonly address: string; readonly userAgent?: string },
  ) {
    const basePath: BasePath = profileOf(directory.application).basePath;
    this.door = new Door({ clock, basePath, ...sender });
  }

  /**
   * An admin makes a token, which the identity provider uses from now on.
   * @param daysLeft until it expires, counted from the end of the demo; negative: it has expired by then
   */
  async issueToken(name: string, daysLeft?: number): Promise<string> {
    const { token, tokenId } = await createToken(this.scope, { directoryId: this.directory.id, name });
    const createdAt = this.clock.now;
    const expiresAt = daysLeft === undefined ? undefined : new Date(this.end.getTime() + daysLeft * dayMs);
    await backdateToken(this.scope, tokenId, { createdAt, expiresAt });
    await this.tellLater();
    this.tokens.set(tokenId, token);
    this.door.token = token;
    return tokenId;
  }

  /** What the identity provider would still present of a token that was issued before. */
  tokenOf(tokenId: string): string {
    return this.tokens.get(tokenId) ?? "";
  }

  async revokeToken(tokenId: string): Promise<void> {
    await revokeToken(this.scope, { tokenId });
    await backdateToken(this.scope, tokenId, { revokedAt: this.clock.now });
    await this.tellLater();
  }

  async setEnabled(enabled: boolean): Promise<void> {
    await setDirectoryEnabled(this.scope, { directoryId: this.directory.id, enabled });
    await this.tellLater();
  }

  /** An admin has a system of their own told of findings. */
  async addWebhook(url: string): Promise<void> {
    const events = [...chosenEventTypes];
    const { id } = await addWebhook(this.scope, { directoryId: this.directory.id, url, events });
    await backdateWebhook(this.scope, id, this.clock.now);
    await this.tellLater();
  }

  private async tellLater(): Promise<void> {
    await backdateAuditEvents(this.scope, this.end, this.clock.tick().at);
  }
}

/** Makes a directory in which the story can begin. */
export async function setStage(
  scope: OrganizationScope,
  input: CreateDirectoryInput,
  clock: DemoClock,
  end: Date,
  sender: { readonly address: string; readonly userAgent?: string },
): Promise<Stage> {
  return new Stage(scope, await createDirectory(scope, input), clock, end, sender);
}
