export const dynamic = "force-dynamic";

/** Under the name that orchestrators look for; what is asked of this copy is the same. */
export { GET } from "../route";
