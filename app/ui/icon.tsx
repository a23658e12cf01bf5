import styles from './icon.module.css'
import { type IconName, iconPaths } from './icon-paths.ts'

export type { IconName }

/** One of the house's drawings. Silent to a screen reader unless it stands alone and is given a `label`. */
export const Icon = ({ name, size = 20, label }: { name: IconName; size?: 16 | 20 | 24 | 32; label?: string }) => (
  // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label where it stands alone, hidden where words stand beside it
  <svg
    className={styles.icon}
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    focusable="false"
    {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
  >
    <path d={iconPaths[name]} vectorEffect="non-scaling-stroke" />
  </svg>
)
