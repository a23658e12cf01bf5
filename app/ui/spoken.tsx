import { Fragment, type ReactNode } from 'react'
import { useLocale } from 'use-intl'

const chinese = /(\p{Script=Han}+)/u

/**
 * What people typed, inside a page of another language: its Chinese is marked as such, so that it is set in the right
 * face and spoken in the right voice. Names of people have no translation, so a page in English is full of it.
 * Whatever is not text passes through.
 */
export const useSpoken = (): ((words: ReactNode) => ReactNode) => {
  const isChinese = useLocale().startsWith('zh')
  return (words) => (isChinese || typeof words !== 'string' || !chinese.test(words) ? words : marked(words))
}

export const Spoken = ({ children }: { children: ReactNode }): ReactNode => useSpoken()(children)

/** Cut by what is kept, every second part is Chinese. */
const marked = (text: string): ReactNode =>
  text.split(chinese).map((part, place) => {
    // A text's parts are known by their place.
    const key = place
    return place % 2 === 1 ? (
      <span key={key} lang="zh-CN">
        {part}
      </span>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    )
  })
