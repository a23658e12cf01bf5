import type { ReactNode } from 'react'
import { Mark } from './brand.tsx'
import { LanguageSwitch } from './frame-me.tsx'
import styles from './front-door.module.css'

/** The pages before the frame: whose bank this is, the language, and one form. */
export const FrontDoor = ({
  product,
  bank,
  children,
}: {
  product: ReactNode
  bank: { text: string; lang?: string }
  children: ReactNode
}) => (
  <div className={styles.door}>
    <header className={styles.top}>
      <LanguageSwitch />
    </header>
    <main className={styles.middle}>
      <div className={styles.brand}>
        <Mark size={40} />
        <div>
          <p className={styles.product}>{product}</p>
          <p className={styles.bank} lang={bank.lang}>
            {bank.text}
          </p>
        </div>
      </div>
      {children}
    </main>
  </div>
)
