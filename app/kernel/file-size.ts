/** How large a file may be, as it is counted and as it is said. */
export const mib = 1024 * 1024

/** The whole megabytes that a limit in bytes is said to be. */
export const megabytesOf = (bytes: number): number => Math.floor(bytes / mib)

/** Of a table that anybody uploads; some are to be smaller. */
export const mostOfTable = 32 * mib
