/** How a Chinese name is typed on a Latin keyboard, for search: 王小明 is wangxiaoming and wxm. */
import { pinyin } from 'pinyin-pro'

/** Both lower case, without tones and spaces; a family name is read as one (单 is shan). Latin letters stay. */
export const spellingOf = (name: string): { pinyin: string; initials: string } => {
  const plain = name.normalize('NFKC').toLowerCase()
  if (!/\p{Script=Han}/u.test(plain)) {
    const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
    return { pinyin: words.join(''), initials: words.map((word) => [...word][0] ?? '').join('') }
  }
  const syllables = pinyin(plain, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive', v: true })
  const clean = syllables.map((syllable) => syllable.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')).filter(Boolean)
  return { pinyin: clean.join(''), initials: clean.map((syllable) => [...syllable][0] ?? '').join('') }
}
