/** Of the link of a request in the list: the drawer scrolls to it, and gives it the focus back. */
export const rowElementId = (eventId: string) => `request-${eventId}`;
