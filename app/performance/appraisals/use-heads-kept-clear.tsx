import { useEffect, useRef } from 'react'

/** How much heads and names take, which depends on language and width: so much stays clear around the focused cell. */
export const useHeadsKeptClear = (shown: number) => {
  const region = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that came later may have brought a table with them
  useEffect(() => {
    const heads = [...(region.current?.querySelectorAll('thead') ?? [])]
    const observer = new ResizeObserver(() => {
      const most = (sizes: number[]) => `${Math.max(0, ...sizes)}px`
      const names = heads.map((head) => head.querySelector('th')?.offsetWidth ?? 0)
      region.current?.style.setProperty('--heads', most(heads.map((head) => head.offsetHeight)))
      region.current?.style.setProperty('--names', most(names))
    })
    for (const head of heads) observer.observe(head)
    return () => observer.disconnect()
  }, [shown])
  return region
}
