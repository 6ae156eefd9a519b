/** Of a body: room for 10,000 members in one PATCH, several times over. Announced as bulk.maxPayloadSize. */
export const bodyLimitBytes = 4 * 1024 * 1024;

/** Announced as bulk.maxOperations. */
export const bulkOperationsMax = 1_000;
