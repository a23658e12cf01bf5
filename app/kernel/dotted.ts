/** Parts of one line, such as unit and post, with a dot between them that may end a line and begins none. */
export const dotted = (parts: readonly string[]): string => parts.join('\u00a0· ')
