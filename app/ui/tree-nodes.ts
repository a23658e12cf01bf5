/** A tree as its rows, and where the keys lead in it. Pure. */
export type TreeNode<Extra = unknown> = Extra & { key: string; children?: readonly TreeNode<Extra>[] }
export type TreeRow<Node> = { node: Node; depth: number; parent: string | null }

/** The rows in sight, top to bottom. */
export const rowsInSight = <Node extends TreeNode>(
  nodes: readonly Node[],
  open: ReadonlySet<string>,
  depth = 1,
  parent: string | null = null,
): TreeRow<Node>[] =>
  nodes.flatMap((node) => [
    { node, depth, parent },
    ...(open.has(node.key) ? rowsInSight((node.children ?? []) as readonly Node[], open, depth + 1, node.key) : []),
  ])

/** The keys from the root down to a node, without itself; null when it is not there. */
export const wayTo = (nodes: readonly TreeNode[], key: string): string[] | null => {
  for (const node of nodes) {
    if (node.key === key) return []
    const below = wayTo(node.children ?? [], key)
    if (below) return [node.key, ...below]
  }
  return null
}

export type TreeMove = { focus?: string; open?: string; shut?: string }

/** What a key does, as the authoring practices say for trees; null when it is not the tree's. */
export const moveInTree = <Node extends TreeNode & { title?: unknown }>(
  rows: readonly TreeRow<Node>[],
  open: ReadonlySet<string>,
  at: string,
  key: string,
): TreeMove | null => {
  const place = rows.findIndex((row) => row.node.key === at)
  const row = rows[place]
  if (!row) return null
  const folded = (row.node.children?.length ?? 0) > 0 && !open.has(at)
  const to = (index: number): TreeMove => ({ focus: rows[index]?.node.key ?? at })
  switch (key) {
    case 'ArrowDown':
      return to(place + 1)
    case 'ArrowUp':
      return to(place - 1)
    case 'Home':
      return to(0)
    case 'End':
      return to(rows.length - 1)
    case 'ArrowRight':
      return folded ? { open: at } : open.has(at) ? to(place + 1) : {}
    case 'ArrowLeft':
      return open.has(at) ? { shut: at } : row.parent ? { focus: row.parent } : {}
    default: {
      if (key.length !== 1 || key === ' ') return null
      const after = [...rows.slice(place + 1), ...rows.slice(0, place)]
      const hit = after.find(
        (each) => typeof each.node.title === 'string' && each.node.title.toLowerCase().startsWith(key.toLowerCase()),
      )
      return hit ? { focus: hit.node.key } : null
    }
  }
}
