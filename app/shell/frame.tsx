import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { FrameBar } from '#app/shell/frame-bar.tsx'
import { FrameNavigation } from '#app/shell/frame-navigation.tsx'
import { signedIn } from '#app/shell/guard.server.ts'
import { navigationFor } from '#app/shell/navigation.ts'
import styles from './frame.module.css'

/** The signed-in frame. Every screen below guards itself; this one only knows who is here. */
export const loader = signedIn(async ({ actor }) => ({
  name: actor.name,
  actsFor: actor.onBehalfOf !== null,
  sections: navigationFor(actor),
}))

/** The frame changes after an act, not with every page. */
export const shouldRevalidate = ({ formMethod }: ShouldRevalidateFunctionArgs) =>
  formMethod !== undefined && formMethod !== 'GET'

const Frame = () => {
  const frame = useLoaderData<typeof loader>()
  return (
    <div className={styles.frame}>
      <FrameNavigation sections={frame.sections} />
      <div className={styles.body}>
        <FrameBar name={frame.name} />
        <main id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  )
}
export default Frame
