import { describe, expect, it } from 'vitest'
import { moveInTree, rowsInSight, wayTo } from '#app/ui/tree-nodes.ts'

const tree = [
  {
    key: 'root',
    title: 'Head office',
    children: [
      { key: 'river', title: 'Riverside', children: [{ key: 'desk', title: 'Desk' }] },
      { key: 'lake', title: 'East Lake' },
    ],
  },
]
const open = new Set(['root'])
const rows = rowsInSight(tree, open)

describe('a tree', () => {
  it('shows what is unfolded, with its depth and parent', () => {
    expect(rows.map((row) => [row.node.key, row.depth, row.parent])).toEqual([
      ['root', 1, null],
      ['river', 2, 'root'],
      ['lake', 2, 'root'],
    ])
  })
  it('knows the way to a node', () => {
    expect(wayTo(tree, 'desk')).toEqual(['root', 'river'])
    expect(wayTo(tree, 'gone')).toBeNull()
  })
  it('is walked with arrows', () => {
    expect(moveInTree(rows, open, 'root', 'ArrowDown')).toEqual({ focus: 'river' })
    expect(moveInTree(rows, open, 'root', 'ArrowUp')).toEqual({ focus: 'root' })
    expect(moveInTree(rows, open, 'root', 'End')).toEqual({ focus: 'lake' })
  })
  it('unfolds to the right, then goes in; folds to the left, then goes out', () => {
    expect(moveInTree(rows, open, 'river', 'ArrowRight')).toEqual({ open: 'river' })
    expect(moveInTree(rows, open, 'root', 'ArrowRight')).toEqual({ focus: 'river' })
    expect(moveInTree(rows, open, 'lake', 'ArrowRight')).toEqual({})
    expect(moveInTree(rows, open, 'lake', 'ArrowLeft')).toEqual({ focus: 'root' })
    expect(moveInTree(rows, open, 'root', 'ArrowLeft')).toEqual({ shut: 'root' })
  })
  it('jumps to a letter, onwards from here', () => {
    expect(moveInTree(rows, open, 'root', 'e')).toEqual({ focus: 'lake' })
    expect(moveInTree(rows, open, 'root', 'z')).toBeNull()
  })
})
