/** JSON values, immutable by type: nothing in lib/scim mutates an argument. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}
