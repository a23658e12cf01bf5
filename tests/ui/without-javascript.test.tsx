import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server'
import { IntlProvider } from 'use-intl'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { wordsOf } from '#app/i18n/words.server.ts'
import { checked } from '#app/kernel/field.form.ts'
import { Checkbox, SelectField } from '#app/ui/choice-field.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { GalleryCharts } from '#app/ui/gallery/gallery-charts.tsx'
import { GalleryButtons, GalleryFields } from '#app/ui/gallery/gallery-fields.tsx'
import { GalleryLists, GalleryStructure } from '#app/ui/gallery/gallery-lists.tsx'
import { GalleryFigures, GalleryStates } from '#app/ui/gallery/gallery-states.tsx'

import { useSchemaForm } from '#app/ui/schema-form.ts'
import { TextField } from '#app/ui/text-field.tsx'

const now = Date.UTC(2026, 10, 23, 2, 42)

/** What the server sends, before any script has run. */
const sent = async (element: ReactElement, locale: 'zh-CN' | 'en' = 'en', at = '/'): Promise<string> => {
  const handler = createStaticHandler([{ path: '*', element }])
  const context = await handler.query(new Request(`http://bank.example${at}`))
  if (context instanceof Response) throw new Error('the page sent us elsewhere')
  return renderToString(
    <IntlProvider locale={locale} timeZone="Asia/Shanghai" now={new Date(now)} messages={wordsOf(locale, ['ui'])}>
      <StaticRouterProvider
        router={createStaticRouter(handler.dataRoutes, context)}
        context={context}
        hydrate={false}
      />
    </IntlProvider>,
  )
}

describe.each(['zh-CN', 'en'] as const)('what the server sends in %s', (locale) => {
  it('has no style attribute and misses no word', async () => {
    const all = [
      <GalleryButtons key="a" />,
      <GalleryFields key="b" now={now} />,
      <GalleryStates key="c" now={now} />,
      <GalleryFigures key="d" />,
      <GalleryLists key="e" />,
      <GalleryStructure key="f" now={now} />,
      <GalleryCharts key="g" />,
    ]
    for (const part of all) {
      const html = await sent(part, locale)
      expect(html).not.toMatch(/\sstyle="/)
      expect(html).not.toMatch(/\bui\.[a-z]+\./)
    }
  })
})

const schema = z.object({
  name: z.string(),
  kind: z.string(),
  isOpen: checked,
  secret: z.string(),
  revision: z.string(),
})
const Edit = () => {
  const stored = { name: 'Li Lei', kind: 'b', isOpen: true, secret: 'xyzzy', revision: '7' }
  const form = useSchemaForm(schema, stored, 'ui')
  const options = ['a', 'b'].map((value) => ({ value, label: value }))
  return (
    <FormShell {...form.shell}>
      <input type="hidden" {...form.register('revision')} />
      <TextField label="Name" {...form.register('name')} />
      <SelectField label="Kind" options={options} {...form.register('kind')} />
      <Checkbox label="Open" value="on" {...form.register('isOpen')} />
      <TextField label="Secret" type="password" {...form.register('secret')} />
    </FormShell>
  )
}

describe('before JavaScript', () => {
  it('a form holds what is stored, and sends it, but no password', async () => {
    const html = await sent(<Edit />)
    expect(html).toMatch(/<input type="hidden" name="revision" value="7"/)
    expect(html).toMatch(/name="name"[^>]* value="Li Lei"/)
    expect(html).toContain('<option value="b" selected="">')
    expect(html).toMatch(/name="isOpen"[^>]* checked=""/)
    expect(html).not.toContain('xyzzy')
  })

  it('a choice among many is a select that the form sends', async () => {
    expect(await sent(<GalleryFields now={now} />)).toMatch(/<select id="field-[\w-]*mentor" name="mentor"/)
  })
  it('a dangerous act asks once, in a details', async () => {
    expect(await sent(<GalleryButtons />)).toMatch(/<details[^>]*><summary>Release 366 statements/)
  })
  it('an act that ends something is confirmed in red, the first act of a page in its own colour', async () => {
    const boxes = (await sent(<GalleryButtons />)).match(/<details[\s\S]*?<\/details>/g) ?? []
    const confirmed = boxes.map((box) => [/data-variant="(\w+)"/.exec(box)?.[1], /danger/.test(box)])
    expect(confirmed).toEqual([
      ['first', false],
      ['danger', true],
      ['text', true],
    ])
  })
  it('an error stands beside its field and on top, with a link to it', async () => {
    const html = await sent(<GalleryFields now={now} />)
    const [, id] = / href="#(field-[\w-]+-from)"/.exec(html) ?? []
    expect(html).toMatch(new RegExp(`aria-describedby="[^"]*${id}-error"[^>]* id="${id}"`))
    expect(html).toContain(`id="${id}-error"`)
  })
  it('a list is sorted and filtered by its address', async () => {
    const html = await sent(<GalleryLists />, 'en', '/?sort=-score&q=Zh')
    expect(html).toContain('aria-sort="descending"')
    expect(html).toContain('2 of 9 rows')
  })
  it('a chart has its figures', async () => {
    const html = await sent(<GalleryCharts />)
    expect(html).toContain('84–88')
    expect(html).toContain('n = 366')
  })
  it('a list of a thousand sends only what a screen shows', async () => {
    const rows = (await sent(<GalleryLists />)).match(/data-index="/g) ?? []
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.length).toBeLessThan(80)
  })
})
