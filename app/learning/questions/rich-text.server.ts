/** A question's texts as safe HTML. Plain ones, nearly all, are only escaped. */
import MarkdownIt from 'markdown-it'
import sanitize from 'sanitize-html'
import type { RichText } from './question.ts'

const markdown = new MarkdownIt({ html: false })
const allowed: sanitize.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'b', 'i', 'u', 's', 'sub', 'sup', 'code', 'pre', 'ul', 'ol', 'li'],
  allowedAttributes: {},
}

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;')

export const richHtml = ({ format, text }: RichText): string => {
  if (format === 'markdown') return sanitize(markdown.renderInline(text), allowed)
  if (format === 'html' || (format === 'moodle' && /<[a-z/!]/i.test(text))) return sanitize(text, allowed)
  return escaped(text).replaceAll('\n', '<br>')
}
