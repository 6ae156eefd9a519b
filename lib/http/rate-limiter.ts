import { burstSeconds } from "@/lib/applications/request-rate";
import type { ProvisioningScope } from "@/lib/auth/scope";
import { codes } from "@/lib/insight/codes";
import { log } from "@/lib/log";
import { ScimError } from "@/lib/scim/errors";

/** How often a process that serves a directory tells the others what it served. */
const shareEveryMs = 200;
const bucketsMax = 10_000;

interface Bucket {
  /** Requests in it, all processes together as far as this one knows. */
  level: number;
  /** When `level` was true, ms. */
  at: number;
  /** Served here and not yet shared. */
  unshared: number;
  sharedAt: number;
}

/** Adds to the bucket that all processes share; answers its level. */
type Share = (scope: ProvisioningScope, count: number, perSecond: number) => Promise<number>;

/**
 * A leaky bucket per directory over all processes. Each counts by itself and shares its count a few times a second, so the
 * limit costs a request no round trip; k processes can together overshoot by what they serve in between.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly share: Share) {}

  /**
   * Counts a request.
   * @throws ScimError 429 with Retry-After when the directory is above its rate and its burst is used up
   */
  count(scope: ProvisioningScope, now: number): void {
    const perSecond = scope.directory.requestsPerSecond;
    if (perSecond === 0) return;
    const bucket = this.bucketOf(scope.directoryId, now);
    bucket.level = Math.max(0, bucket.level - (perSecond * (now - bucket.at)) / 1000);
    bucket.at = now;
    const excess = bucket.level + 1 - perSecond * burstSeconds;
    if (excess > 0) throw tooManyRequests(scope, Math.max(1, Math.ceil(excess / perSecond)));
    bucket.level += 1;
    bucket.unshared += 1;
    if (now - bucket.sharedAt >= shareEveryMs) void this.shareBucket(scope, bucket, now, perSecond);
  }

  private bucketOf(directoryId: string, now: number): Bucket {
    const known = this.buckets.get(directoryId);
    if (known) return known;
    if (this.buckets.size >= bucketsMax) this.buckets.clear();
    const fresh = { level: 0, at: now, unshared: 0, sharedAt: 0 };
    this.buckets.set(directoryId, fresh);
    return fresh;
  }

  private async shareBucket(scope: ProvisioningScope, bucket: Bucket, now: number, perSecond: number): Promise<void> {
    const count = bucket.unshared;
    bucket.sharedAt = now;
    bucket.unshared = 0;
    try {
      // What is served while we ask is not in the answer.
      bucket.level = (await this.share(scope, count, perSecond)) + bucket.unshared;
    } catch (error) {
      bucket.unshared += count;
      log.warn({ err: error }, "the request rate could not be shared between processes");
    }
  }
}

const tooManyRequests = ({ directory }: ProvisioningScope, seconds: number) =>
  new ScimError(
    429,
    undefined,
    `${directory.name} accepts ${directory.requestsPerSecond} requests a second, and ${directory.requestsPerSecond * burstSeconds} at once. Nothing was lost: send this one again in ${seconds} s.`,
    { code: codes.tooManyRequests, headers: { "Retry-After": String(seconds) } },
  );
