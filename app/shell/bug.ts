/** What a page, or whoever asked for a file, is given in place of a bug: the id under which it was logged. */
export type Bug = { bug: string }

export const bugIn = (data: unknown): string | null =>
  typeof data === 'object' && data !== null && 'bug' in data && typeof data.bug === 'string' ? data.bug : null
