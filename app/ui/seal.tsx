import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './seal.module.css'

export type SealProps = {
  /** What the seal says: 已发布, Released. Two lines of two characters, or a word. */
  words: string
  /** Under it: who and when. */
  when?: ReactNode
  size?: 'small' | 'medium'
}

/**
 * The stamp on what is approved or released, in a double line that no button has. Words in the script of a seal are set
 * in a square.
 */
export const Seal = ({ words, when, size = 'medium' }: SealProps) => {
  const square = /^\p{Script=Han}{2,4}$/u.test(words)
  // Three characters read 已 / 发布, four read 2 × 2.
  const cut = words.length - 2
  return (
    <span className={styles.frame}>
      <span className={classes(styles.seal, square ? styles.square : styles.word, styles[size])}>
        {square && cut > 0 ? (
          <>
            {words.slice(0, cut)}
            <br />
            {words.slice(cut)}
          </>
        ) : (
          words
        )}
      </span>
      {when && <span className={styles.when}>{when}</span>}
    </span>
  )
}
