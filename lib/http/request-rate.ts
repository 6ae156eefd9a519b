import { addUsage } from "@/lib/db/directory-usage";
import { RateLimiter } from "./rate-limiter";

/** What a directory sends, whether for resources or for access tokens, counts against its one request rate. */
export const requestRate = new RateLimiter(addUsage);
