/** Places in a tree as text: '/HO/B1/' is B1 below HO, and '/' the whole tree. All that is below a place is one range. */

/** Whether `path` is `above` or below it. */
export const isWithin = (path: string, above: string): boolean => path.startsWith(above)

/** First text that sorts after everything below `path`, the open end of the range: '/HO/B1/' → '/HO/B10'. */
export const afterPath = (path: string): string => `${path.slice(0, -1)}0`
