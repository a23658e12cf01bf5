import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import styles from './tooltip.module.css'

/** A few words on what can be focused; never the only place where something is said. */
export const Tooltip = ({ words, children }: { words: ReactNode; children: ReactElement<Record<string, unknown>> }) => (
  <Base.Root>
    <Base.Trigger render={children} delay={300} />
    <Base.Portal>
      <Base.Positioner sideOffset={6}>
        <Base.Popup className={styles.tip}>{words}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)
