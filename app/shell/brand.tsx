import styles from './brand.module.css'

/** Three steps up: the mark of the house. */
export const Mark = ({ size = 22 }: { size?: 22 | 40 }) => (
  <svg className={styles.mark} width={size} height={size} viewBox="0 0 22 22" aria-hidden="true">
    <rect y="14" width="6" height="8" rx="1" />
    <rect x="8" y="8" width="6" height="14" rx="1" />
    <rect x="16" width="6" height="22" rx="1" />
  </svg>
)
