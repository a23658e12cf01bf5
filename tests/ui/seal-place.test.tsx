import { expect, it } from 'vitest'
import { Button } from '#app/ui/button.tsx'
import { Page } from '#app/ui/page.tsx'
import { Seal } from '#app/ui/seal.tsx'
import { pageOf, textOf } from '../support/page.tsx'

const Sealed = () => (
  <Page
    title="Teller appraisal"
    figure="¥6,343.73"
    state="Version 1 is active; new goal sheets are made from it."
    action={<Button>Retire</Button>}
    seal={<Seal words="Active" />}
  >
    …
  </Page>
)

it('the seal of a page belongs to its title: it comes before what else is said of it, and before the buttons', async () => {
  const text = textOf(await pageOf(Sealed, { words: [] }))
  expect(text.trim()).toMatch(/^Teller appraisal Active ¥6,343\.73 Version 1 .* Retire …/)
})
