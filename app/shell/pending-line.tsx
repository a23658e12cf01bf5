import { useNavigation } from '@remix-run/react'
import styles from './frame.module.css'

/** A hairline under the top edge while a page or an act is on its way; unseen for the first 150 ms. */
export const PendingLine = () =>
  useNavigation().state === 'idle' ? null : <div className={styles.pending} aria-hidden="true" />
