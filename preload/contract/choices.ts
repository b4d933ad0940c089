// What the window itself lists, without the schemas: those are for main, and the window's start need not load them.

/** The languages people can choose. */
export const languages = ['nl', 'de', 'fr', 'en'] as const;

/** Which tickets a list is about. */
export const ticketFilters = ['all', 'needs-you', 'waiting', 'drafts', 'done'] as const;
