import { Fragment } from 'react'
import styles from './letter-body.module.css'

/** A letter as its reader sees it; an address on a line of its own can be followed. */
export const LetterBody = ({ text, language }: { text: string; language: string }) => (
  <p className={styles.letter} lang={language}>
    {text.split('\n').map((line, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text are known by their place
      <Fragment key={index}>
        {/^https?:\/\/\S+$/.test(line) ? <a href={line}>{line}</a> : line}
        {'\n'}
      </Fragment>
    ))}
  </p>
)
