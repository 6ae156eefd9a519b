import { signOut as endSession } from "next-auth/react";
import { routes } from "@/lib/routes";

/**
 * Ends the session and shows the sign-in page, by a whole load: nothing of the console stays in memory. We navigate
 * ourselves, because next-auth would go to the host it guesses, and it does not know under which name we are reached.
 */
export async function signOut(): Promise<void> {
  await endSession({ redirect: false });
  window.location.assign(routes.signIn());
}
