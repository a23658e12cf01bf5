import type { FocusEvent } from 'react'
import { describe, expect, it } from 'vitest'
import { grouping } from '#app/ui/grouping.ts'

describe('a field of a large figure', () => {
  it('sets its thousands apart as it is left, before its form reads it', () => {
    const heard: string[] = []
    const { onBlur } = grouping(null, ({ target }) => heard.push(target.value))
    onBlur({ target: { value: '1200000' } } as FocusEvent<HTMLInputElement>)
    expect(heard).toEqual(['1,200,000'])
  })
})
