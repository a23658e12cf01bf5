import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './face.module.css'
import { Spoken } from './spoken.tsx'

/** The first character of a Chinese name is its family name; of a Latin one, the first letter. */
const initial = (name: string): string => [...name.trim()][0]?.toUpperCase() ?? '·'

/** A person's initial in a circle. The name stands beside it, so a screen reader is not told twice. */
export const Face = ({ name, size = 'medium' }: { name: string; size?: 'small' | 'medium' | 'large' }) => (
  <span className={classes(styles.face, styles[size])} aria-hidden="true">
    {initial(name)}
  </span>
)

/** Name with a face, and a line under it: the post, the unit. */
export const Person = ({
  name,
  note,
  to,
  size,
}: {
  name: string
  note?: ReactNode
  to?: string
  size?: 'small' | 'medium' | 'large'
}) => (
  <span className={styles.person}>
    <Face name={name} size={size} />
    <span className={styles.words}>
      {to ? (
        <Link to={to}>
          <Spoken>{name}</Spoken>
        </Link>
      ) : (
        <span>
          <Spoken>{name}</Spoken>
        </span>
      )}
      {note && <span className={styles.note}>{note}</span>}
    </span>
  </span>
)
