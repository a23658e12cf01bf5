import { expect, it } from 'vitest'
import { Popover } from '#app/ui/popover.tsx'
import { pageOf, textOf } from '../support/page.tsx'

it('a popover’s button is seen by its icon, or else by its words', async () => {
  const shown = async (icon?: 'lock') =>
    textOf(
      await pageOf(
        () => (
          <Popover label="Withdraw" quiet icon={icon}>
            Why
          </Popover>
        ),
        { words: [] },
      ),
    )
  expect(await shown()).toContain('Withdraw')
  expect(await shown('lock')).not.toContain('Withdraw')
})
