import { useEffect } from 'react'

/**
 * Keeps on the server that the lesson was opened, and the heading last read, a moment after the reader has come to it;
 * renders nothing.
 */
export const ReadingPlace = ({ to, headings }: { to: string; headings: readonly { id: string }[] }) => {
  useEffect(() => {
    let last: string | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const keep = (anchor: string) => {
      if (anchor === last) return
      last = anchor
      clearTimeout(timer)
      timer = setTimeout(() => {
        const body = new URLSearchParams({ anchor })
        // A place that is not kept costs the reader a scroll; nothing is said about it.
        fetch(to, { method: 'POST', body, keepalive: true }).catch(() => undefined)
      }, 1_500)
    }
    keep('')
    const watcher = new IntersectionObserver(
      (entries) => {
        const seen = entries.find((entry) => entry.isIntersecting)
        if (seen) keep(seen.target.id)
      },
      { rootMargin: '0px 0px -60% 0px' },
    )
    for (const { id } of headings) {
      const element = document.getElementById(id)
      if (element) watcher.observe(element)
    }
    return () => {
      watcher.disconnect()
      clearTimeout(timer)
    }
  }, [to, headings])
  return null
}
