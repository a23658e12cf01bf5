import { describe, expect, it } from 'vitest'
import { standingIn } from '#app/ui/standing-in.ts'

const form = (fields: Record<string, string | string[]>) => {
  const data = new FormData()
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) data.append(name, value)
  return standingIn(data)
}
const shown = form({ name: 'Teller', revision: '3', formKey: 'k1', 'posts[]': ['teller', 'head'] })

describe('a form', () => {
  it('has what it had when only the page has said something else', () => {
    expect(form({ name: 'Teller', revision: '4', formKey: 'k2', 'posts[]': ['head', 'teller'] })).toBe(shown)
    expect(form({ name: 'Teller', 'posts[]': ['teller', 'head'], note: '' })).toBe(shown)
  })
  it('has something else once a field, a choice or a file differs', () => {
    expect(form({ name: 'Tellers', 'posts[]': ['teller', 'head'] })).not.toBe(shown)
    expect(form({ name: 'Teller', 'posts[]': ['teller'] })).not.toBe(shown)
    expect(form({ name: 'Teller', 'posts[]': ['teller', 'head'], remove: 'yes' })).not.toBe(shown)
    const data = new FormData()
    data.set('file', new File(['{}'], 'plan.json'))
    expect(standingIn(data)).not.toBe(standingIn(new FormData()))
    data.set('file', new File([], ''))
    expect(standingIn(data)).toBe(standingIn(new FormData()))
  })
})
