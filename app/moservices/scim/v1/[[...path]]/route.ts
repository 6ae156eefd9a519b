import { handleScimWeb } from "@/lib/http/web-door";

// Every method, so that Next never answers one with an empty 405 of its own.
export {
  handleScimWeb as GET,
  handleScimWeb as HEAD,
  handleScimWeb as POST,
  handleScimWeb as PUT,
  handleScimWeb as PATCH,
  handleScimWeb as DELETE,
  handleScimWeb as OPTIONS,
};
