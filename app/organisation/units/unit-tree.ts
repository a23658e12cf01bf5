/** The tree as a page draws it: nested, with the people of each unit and all below it. */
import { isWithin } from '#app/kernel/tree-path.ts'

type Flat = { id: string; code: string; path: string; parentId: string | null }
export type UnitNode<U extends Flat> = U & { people: number; children: UnitNode<U>[] }

/** `units` in order of path; `counts` by path, without those below. A unit whose parent is not given stands at the top. */
export const nestUnits = <U extends Flat>(units: readonly U[], counts: ReadonlyMap<string, number>): UnitNode<U>[] => {
  const nodes = new Map<string, UnitNode<U>>(
    units.map((unit) => [unit.id, { ...unit, people: counts.get(unit.path) ?? 0, children: [] }]),
  )
  const top: UnitNode<U>[] = []
  for (const node of nodes.values()) {
    const parent = node.parentId ? nodes.get(node.parentId) : undefined
    if (parent && isWithin(node.path, parent.path)) parent.children.push(node)
    else top.push(node)
  }
  const sum = (node: UnitNode<U>): number => {
    for (const child of node.children) node.people += sum(child)
    return node.people
  }
  for (const node of top) sum(node)
  return top
}
