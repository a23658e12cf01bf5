import { useNow } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { anyone, notFound } from '#app/shell/guard.server.ts'
import { GalleryCharts } from '../gallery/gallery-charts.tsx'
import { GalleryButtons, GalleryFields } from '../gallery/gallery-fields.tsx'
import { GalleryLists, GalleryStructure } from '../gallery/gallery-lists.tsx'
import { GalleryOverlays } from '../gallery/gallery-overlays.tsx'
import { GalleryFigures, GalleryIcons, GalleryStates } from '../gallery/gallery-states.tsx'
import { useSamples } from '../gallery/gallery-words.ts'
import { Page } from '../page.tsx'

export const meta = screenMeta

/** For those who develop; a bank does not have this page. */
export const loader = anyone(async ({ context }) => (context.isDevelopment ? null : notFound()))

/** Every primitive in every state; for development, and for the test that runs axe over it. */
const Gallery = () => {
  const w = useSamples()
  const now = useNow().getTime()
  return (
    <main>
      <Page title={w.title} state={w.state} crumbs={[{ title: w.crumb, to: '/' }]}>
        <GalleryButtons />
        <GalleryFigures />
        <GalleryStructure now={now} />
        <GalleryLists />
        <GalleryCharts />
        <GalleryStates now={now} />
        <GalleryOverlays />
        <GalleryFields now={now} />
        <GalleryIcons />
      </Page>
    </main>
  )
}
export default Gallery
