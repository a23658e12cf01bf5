import { useState } from 'react'
import { Button } from '../button.tsx'
import { Dialog } from '../dialog.tsx'
import { Drawer } from '../drawer.tsx'
import { Kbd, Keys } from '../keys.tsx'
import { Row, Section, Stack } from '../layout.tsx'
import { Menu } from '../menu.tsx'
import { Popover } from '../popover.tsx'
import { useSamples } from './gallery-words.ts'

export const GalleryOverlays = () => {
  const w = useSamples()
  const [open, setOpen] = useState<'dialog' | 'drawer' | null>(null)
  const groups = [
    {
      title: w.grid,
      keys: [
        { keys: ['←', '↑', '↓', '→'], does: w.keysMove },
        { keys: ['0–9'], does: w.keysType },
        { keys: ['E'], does: w.keysEvidence },
      ],
    },
  ]
  const close = () => setOpen(null)
  return (
    <Section title={w.headings.overlays}>
      <Stack>
        <Row>
          <Button type="button" data-test="dialog" onClick={() => setOpen('dialog')}>
            {w.open}
          </Button>
          <Button type="button" data-test="drawer" onClick={() => setOpen('drawer')}>
            {w.quick}
          </Button>
          <Menu
            label={w.more}
            caret
            variant="plain"
            items={[
              { label: w.open, to: '?', icon: 'external' },
              { label: w.quick, onSelect: () => setOpen('drawer'), icon: 'eye' },
              'line',
              { label: w.delete, submit: { name: 'act', value: 'delete' }, danger: true, icon: 'trash' },
            ]}
          />
          <Popover label={w.details} icon="info">
            <p>{w.how}</p>
          </Popover>
          <Kbd keys={['Ctrl', 'K']} />
        </Row>
      </Stack>
      <Keys groups={groups} />
      <Dialog
        title={w.details}
        open={open === 'dialog'}
        onClose={close}
        footer={
          <>
            <Button type="button" variant="first" onClick={close}>
              {w.save}
            </Button>
            <Button type="button" onClick={close}>
              {w.cancel}
            </Button>
          </>
        }
      >
        <p>{w.how}</p>
      </Dialog>
      <Drawer
        title={w.names[4]}
        open={open === 'drawer'}
        onClose={close}
        footer={
          <Button type="button" onClick={close}>
            {w.open}
          </Button>
        }
      >
        <p>{w.taskNote}</p>
      </Drawer>
    </Section>
  )
}
