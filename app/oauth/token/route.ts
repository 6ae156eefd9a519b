import { handleTokenWeb } from "@/lib/http/web-door";

// Every method, so that Next never answers one with an empty 405 of its own.
export {
  handleTokenWeb as GET,
  handleTokenWeb as HEAD,
  handleTokenWeb as POST,
  handleTokenWeb as PUT,
  handleTokenWeb as PATCH,
  handleTokenWeb as DELETE,
  handleTokenWeb as OPTIONS,
};
