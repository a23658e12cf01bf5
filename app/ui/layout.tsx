import { type ElementType, type ReactNode, useId } from 'react'
import { classes } from './classes.ts'
import styles from './layout.module.css'
import { Spoken } from './spoken.tsx'
import { useStopsWhileScrolling } from './tab-stop.ts'

type Gap = 'small' | 'medium' | 'large'

/** One thing under another. small 8, medium 16, large 32 px. */
export const Stack = ({
  gap = 'medium',
  as: As = 'div',
  children,
}: {
  gap?: Gap
  as?: ElementType
  children: ReactNode
}) => <As className={classes(styles.stack, styles[gap])}>{children}</As>

/**
 * Things beside each other, wrapping; `spread` pushes them apart; `end` sets a button at the foot of the field beside
 * it; `text` is for facts in words, which wrap as lines of one text.
 */
export const Row = ({
  gap = 'small',
  spread,
  end,
  top,
  text,
  children,
}: {
  gap?: Gap
  spread?: boolean
  end?: boolean
  top?: boolean
  text?: boolean
  children: ReactNode
}) => (
  <div
    className={classes(
      styles.row,
      styles[gap],
      spread && styles.spread,
      end && styles.end,
      top && styles.top,
      text && styles.text,
    )}
  >
    {children}
  </div>
)

/** The thing itself, and beside it (320 px, under it on the phone) what one looks at now and then. */
export const Columns = ({
  aside,
  follows,
  beside,
  children,
}: {
  aside: ReactNode
  /** 256 px instead, for a thing that needs the width, such as a grid; or 400, where one works with both. */
  beside?: 'narrow' | 'wide'
  /** Name of what stays in sight while the thing itself is scrolled; none, and it scrolls along. */
  follows?: string
  children: ReactNode
}) => (
  // One structure with and without: what somebody types in the thing stays while what is beside it comes and goes.
  <div className={aside ? classes(styles.columns, beside && styles[beside]) : undefined}>
    <div className={styles.main}>{children}</div>
    {aside && <aside className={styles.aside}>{follows ? <Follows label={follows}>{aside}</Follows> : aside}</aside>}
  </div>
)

/** Scrolls by itself where it is longer than the window. */
const Follows = ({ label, children }: { label: string; children: ReactNode }) => {
  const box = useStopsWhileScrolling<HTMLDivElement>()
  return (
    // biome-ignore lint/a11y/useSemanticElements: no fieldset, and no landmark beside those of its sections
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={box} className={styles.follows} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
  )
}

/** A named part of a page: heading, what belongs to it at the right, then the thing. */
export const Section = ({
  title,
  label,
  action,
  anchor,
  children,
}: {
  title?: ReactNode
  label?: ReactNode
  action?: ReactNode
  /** What a link to this part of the page says after `#`. */
  anchor?: string
  children: ReactNode
}) => {
  const id = useId()
  return (
    <section id={anchor} className={styles.section} aria-labelledby={title ? id : undefined}>
      {(title || action) && (
        <div className={styles.sectionHead}>
          {title && (
            <h2 id={id}>
              <Spoken>{title}</Spoken>
            </h2>
          )}
          {label && <span className={styles.label}>{label}</span>}
          {action && <div className={styles.sectionAction}>{action}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/** A box with a line around it, at most one deep. */
export const Card = ({ tight, children }: { tight?: boolean; children: ReactNode }) => (
  <div className={classes(styles.card, tight && styles.tight)}>{children}</div>
)

/** Small and quiet: what a figure is, where a thing comes from. */
export const Label = ({ children }: { children: ReactNode }) => <div className={styles.label}>{children}</div>
/** Ink of the second voice, in a line of text. */
export const Muted = ({ children }: { children: ReactNode }) => <span className={styles.muted}>{children}</span>
/** Heard by a screen reader, not seen. */
export const Unseen = ({ children }: { children: ReactNode }) => <span className={styles.unseen}>{children}</span>

export type Fact = { label: ReactNode; value: ReactNode }
/** Names and values under each other, a line between. */
export const Facts = ({ facts, columns }: { facts: readonly Fact[]; columns?: boolean }) => (
  <dl className={classes(styles.facts, columns && styles.factColumns)}>
    {facts.map((fact, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: labels may be nodes; a fact is known by its place
      <div key={index}>
        <dt>{fact.label}</dt>
        <dd>
          <Spoken>{fact.value}</Spoken>
        </dd>
      </div>
    ))}
  </dl>
)
