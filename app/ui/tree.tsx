import { Link, useNavigate } from '@remix-run/react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { classes } from './classes.ts'
import { Icon } from './icon.tsx'
import styles from './tree.module.css'
import { moveInTree, rowsInSight, type TreeNode, wayTo } from './tree-nodes.ts'

export type Node = TreeNode<{ title: string; to?: string /** At the right: how many, whose. */; note?: ReactNode }>
export type TreeProps = {
  label: string
  nodes: readonly Node[]
  /** Key of the open page: marked, and everything above it unfolded. */
  current?: string
  /** Keys unfolded at first; the first level unless said. */
  open?: readonly string[]
}

/** A tree for the keyboard: arrows walk and fold, a letter jumps, Enter opens. */
export const Tree = ({ label, nodes, current, open: first }: TreeProps) => {
  const navigate = useNavigate()
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set([...(first ?? nodes.map((node) => node.key)), ...((current && wayTo(nodes, current)) || [])]),
  )
  const [here, setHere] = useState(current ?? nodes[0]?.key)
  const box = useRef<HTMLUListElement>(null)
  const fold = (key: string, unfold: boolean) =>
    setOpen((now) => {
      const next = new Set(now)
      next[unfold ? 'add' : 'delete'](key)
      return next
    })
  const rows = rowsInSight(nodes, open)
  // The focused row may have been folded away with its parent.
  const focusable = rows.some((row) => row.node.key === here) ? here : rows[0]?.node.key
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !focusable) return
    const node = rows.find((row) => row.node.key === focusable)?.node
    if (event.key === 'Enter' && node?.to) return navigate(node.to)
    const move = moveInTree(rows, open, focusable, event.key)
    if (!move) return
    event.preventDefault()
    if (move.open) fold(move.open, true)
    if (move.shut) fold(move.shut, false)
    if (move.focus) {
      setHere(move.focus)
      box.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(move.focus)}"]`)?.focus()
    }
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is a list of its rows in the authoring practices
    <ul ref={box} role="tree" aria-label={label} className={styles.tree} onKeyDown={pressed}>
      {rows.map(({ node, depth }) => {
        const folds = (node.children?.length ?? 0) > 0
        return (
          <li
            key={node.key}
            role="treeitem"
            aria-level={depth}
            aria-expanded={folds ? open.has(node.key) : undefined}
            aria-selected={node.key === current}
            aria-label={node.title}
            tabIndex={node.key === focusable ? 0 : -1}
            data-key={node.key}
            className={classes(styles.row, node.key === current && styles.current)}
            onFocus={() => setHere(node.key)}
          >
            {/* Depth is drawn with a spacer, because the content policy allows no style in markup. */}
            <svg width={(depth - 1) * 20} height="1" aria-hidden="true" className={styles.depth} />
            <button
              type="button"
              tabIndex={-1}
              aria-hidden="true"
              className={styles.fold}
              hidden={!folds}
              onClick={() => fold(node.key, !open.has(node.key))}
            >
              <Icon name={open.has(node.key) ? 'down' : 'right'} size={16} />
            </button>
            {!folds && <span className={styles.fold} />}
            {node.to ? (
              <Link to={node.to} tabIndex={-1} className={styles.title}>
                {node.title}
              </Link>
            ) : (
              <span className={styles.title}>{node.title}</span>
            )}
            {node.note && <span className={styles.note}>{node.note}</span>}
          </li>
        )
      })}
    </ul>
  )
}
