import { cache } from "react";
import { headers } from "next/headers";
import { addressOf } from "./address";
import { openGuide } from "./guide-access";
import type { GuideAccess } from "./guide-access";

/** What the setup link of this request opens; asked, and a wrong one counted, once a request. */
export const findGuideAccess = cache(async (secret: string): Promise<GuideAccess> =>
  openGuide(secret, addressOf(Object.fromEntries(await headers())), new Date()),
);
