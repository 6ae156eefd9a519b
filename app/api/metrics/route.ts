import { handleMetricsWeb } from "@/lib/http/web-door";

export const dynamic = "force-dynamic";

// Every method, so that Next never answers one with an empty 405 of its own.
export {
  handleMetricsWeb as GET,
  handleMetricsWeb as HEAD,
  handleMetricsWeb as POST,
  handleMetricsWeb as PUT,
  handleMetricsWeb as PATCH,
  handleMetricsWeb as DELETE,
  handleMetricsWeb as OPTIONS,
};
