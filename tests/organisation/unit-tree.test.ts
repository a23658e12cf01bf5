import { describe, expect, it } from 'vitest'
import { nestUnits } from '#app/organisation/units/unit-tree.ts'

const unit = (id: string, path: string, parentId: string | null) => ({ id, code: id, path, parentId })

describe('the tree of units', () => {
  it('counts the people of each unit with all below it', () => {
    const [head, ...more] = nestUnits(
      [
        unit('HO', '/HO/', null),
        unit('B1', '/HO/B1/', 'HO'),
        unit('O1', '/HO/B1/O1/', 'B1'),
        unit('B2', '/HO/B2/', 'HO'),
      ],
      new Map([
        ['/HO/', 1],
        ['/HO/B1/O1/', 4],
      ]),
    )
    expect(more).toEqual([])
    expect(head).toMatchObject({
      id: 'HO',
      people: 5,
      children: [
        { id: 'B1', people: 4, children: [{ id: 'O1', people: 4 }] },
        { id: 'B2', people: 0, children: [] },
      ],
    })
  })

  it('has at its top whose parent may not be seen, or stands elsewhere on that day', () => {
    const nested = nestUnits(
      [unit('B1', '/HO/B1/', 'HO'), unit('B2', '/HO/B2/', 'HO'), unit('O1', '/HO/B1/O1/', 'B2')],
      new Map(),
    )
    expect(nested.map(({ id, children }) => [id, children.length])).toEqual([
      ['B1', 0],
      ['B2', 0],
      ['O1', 0],
    ])
  })
})
