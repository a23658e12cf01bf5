/** The page numbers worth a link: first, last, and two around the one that is open; null is a gap. Pure. */
export const pagesAround = (page: number, last: number): (number | null)[] => {
  const near = (each: number) => each === 1 || each === last || Math.abs(each - page) <= 1
  const all = Array.from({ length: last }, (_, index) => index + 1)
  return all.filter(near).flatMap((each, index, kept) => {
    const gap = each - (kept[index - 1] ?? 0)
    return gap === 2 ? [each - 1, each] : gap > 2 ? [null, each] : [each]
  })
}
