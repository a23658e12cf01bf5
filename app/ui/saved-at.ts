/** A draft that is saved comes back to its own page; the address tells it when that was. */
import { useSearchParams } from '@remix-run/react'
import { asking } from '#app/paths.ts'

export const withSavedAt = (path: string, at: number): string => asking(path, { saved: at })

/** For FormActions; null when the page was opened otherwise. */
export const useSavedAt = (): number | null => {
  const [search] = useSearchParams()
  const saved = search.get('saved') ?? ''
  return /^\d{13}$/.test(saved) ? Number(saved) : null
}
