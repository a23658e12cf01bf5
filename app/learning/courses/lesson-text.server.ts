/** A lesson's Markdown as safe HTML, rendered once per version and language and kept. */
import MarkdownIt from 'markdown-it'
import sanitize from 'sanitize-html'
import { type Locale, type Words, wordsIn } from '#app/kernel/words.ts'

export type Heading = { id: string; text: string }
export type LessonText = { html: string; headings: Heading[] }

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
type Token = ReturnType<typeof markdown.parse>[number]

const allowed: sanitize.IOptions = {
  allowedTags: [
    ...['h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'strong', 'em', 'code', 'pre', 'blockquote', 'hr', 'br', 's', 'a'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'section', 'details', 'summary', 'div'],
  ],
  allowedAttributes: {
    h2: ['id'],
    a: ['href', 'rel'],
    th: ['data-align'],
    td: ['data-align'],
    ol: ['start'],
    section: ['data-checkpoint'],
    div: ['data-scroll', 'tabindex', 'role', 'aria-label'],
  },
  allowedSchemes: ['https'],
  transformTags: { a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'noreferrer' } }) },
}

/** Our policy allows no style attribute: a column's alignment becomes a mark of its own. */
const alignByMark = (token: Token) => {
  const align = /text-align:\s*(\w+)/.exec(String(token.attrGet('style') ?? ''))?.[1]
  if (!align) return
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style')
  token.attrPush(['data-align', align])
}

/** The blocks between two tokens of one nesting. */
const blockEnd = (tokens: readonly Token[], from: number): number => {
  let depth = 0
  for (let index = from; index < tokens.length; index++) {
    depth += tokens[index]?.nesting ?? 0
    if (depth === 0) return index
  }
  return tokens.length - 1
}

/**
 * `> checkpoint`, a question, then the answer: the answer opens when the reader has thought. The tokens stay; those of
 * the mark itself open and close what is around the answer.
 */
const checkpoint = (tokens: readonly Token[]): Token[] | null => {
  const [open, mark, name, , ...rest] = tokens
  const close = rest.pop()
  if (!open || !mark || !close || name?.content.trim().toLowerCase() !== 'checkpoint') return null
  open.type = 'checkpoint_open'
  mark.type = 'checkpoint_answer'
  close.type = 'checkpoint_close'
  const question = rest.slice(0, blockEnd(rest, 0) + 1)
  return [open, ...question, mark, ...rest.slice(question.length), close]
}

type Surroundings = { words: LessonWords }
const escaped = (text: string) => markdown.utils.escapeHtml(text)
Object.assign(markdown.renderer.rules, {
  checkpoint_open: () => '<section data-checkpoint="">',
  checkpoint_answer: (_tokens: Token[], _index: number, _options: unknown, env: Surroundings) =>
    `<details><summary>${escaped(env.words.answer)}</summary>`,
  checkpoint_close: () => '</details></section>',
  table_open: (_tokens: Token[], _index: number, _options: unknown, env: Surroundings) =>
    `<div data-scroll="" tabindex="0" role="region" aria-label="${escaped(env.words.table)}"><table>`,
  table_close: () => '</table></div>',
})

const arranged = (tokens: readonly Token[], headings: Heading[]): Token[] => {
  const out: Token[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (!token) continue
    if (token.type === 'heading_open' && token.tag === 'h1') {
      // The page has the lesson's title already.
      index = blockEnd(tokens, index)
      continue
    }
    if (token.type === 'heading_open' && token.tag === 'h2') {
      const id = `part-${headings.length + 1}`
      token.attrSet('id', id)
      headings.push({ id, text: (tokens[index + 1]?.content ?? '').replaceAll(/[*`_]/g, '') })
    }
    if (token.type === 'th_open' || token.type === 'td_open') alignByMark(token)
    const end = token.type === 'blockquote_open' ? blockEnd(tokens, index) : index
    const made = end > index ? checkpoint(tokens.slice(index, end + 1)) : null
    if (made) index = end
    out.push(...(made ?? [token]))
  }
  return out
}

export type LessonWords = { answer: string; table: string }

export const renderLesson = (source: string, words: LessonWords): LessonText => {
  const headings: Heading[] = []
  const tokens = arranged(markdown.parse(source, {}), headings)
  return { html: sanitize(markdown.renderer.render(tokens, markdown.options, { words }), allowed), headings }
}

/** `lang` where the lesson is not there in the reader's language. */
type ReadText = LessonText & { lang: Locale | null }

const kept = new Map<string, ReadText>()
/**
 * Lessons never change once written, so their id and the reader's language are enough to know the text by. The text's
 * own is not: a lesson that is there in Chinese alone still says in the reader's what opens and what scrolls.
 */
export const lessonText = (lesson: { id: string; body: Words }, locale: Locale, words: LessonWords): ReadText => {
  const key = `${lesson.id} ${locale}`
  const known = kept.get(key)
  if (known) return known
  if (kept.size > 2_000) kept.clear()
  const { text, lang } = wordsIn(lesson.body, locale)
  const made = { ...renderLesson(text, words), lang: lang ?? null }
  kept.set(key, made)
  return made
}
