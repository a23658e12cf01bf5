import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { useLoaderData } from '@remix-run/react'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { revisionField, text } from '#app/kernel/field.form.ts'
import { readForm, refuse } from '#app/kernel/form.server.ts'
import { secretFields } from '#app/kernel/form-fields.ts'
import { acts, anyone } from '#app/shell/guard.server.ts'
import { useActErrors } from '#app/ui/answer.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, CheckboxGroup, RadioGroup, SelectField } from '#app/ui/choice-field.tsx'
import { Combobox } from '#app/ui/combobox.tsx'
import { FoldedForm, FormShell } from '#app/ui/form.tsx'
import { MoneyField } from '#app/ui/money-field.tsx'
import { Page } from '#app/ui/page.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { TextArea, TextField } from '#app/ui/text-field.tsx'
import { clock, freshDb } from '../support/database.ts'
import { type Screen, sendForm } from '../support/form-post.tsx'
import { formIn, standsIn } from '../support/page.tsx'

let bank: { revision: number; rows: string[] }
const planForm = z.object({ title: text(), revision: revisionField })
const noteForm = z.object({ note: text() })
const changed = () => refuse({ code: 'changed-meanwhile' })

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }))

/** A form of every field, one with a schema, one for each row of a list, and one of a button alone. */
const Many = () => {
  const { revision, rows } = useLoaderData<typeof bank>()
  const form = useSchemaForm(planForm, { title: 'Stored', revision: String(revision) }, 'ui')
  return (
    <Page title="Many" errors={useActErrors('ui')}>
      <FormShell {...form.shell}>
        <input type="hidden" {...form.register('revision')} />
        <TextField label="Title" {...form.register('title')} />
        <Button name="act" value="plan" />
      </FormShell>
      <FormShell>
        <input type="hidden" name="revision" value={revision} />
        <TextField label="Title" name="title" defaultValue="Stored" />
        <TextArea label="Why" name="why" />
        <MoneyField label="Pool" name="pool" defaultMinor={100} />
        <SelectField label="Kind" name="kind" options={options} defaultValue="a" />
        <Combobox label="Post" name="post" options={options} />
        <RadioGroup label="Shape" name="shape" options={options} defaultValue="a" />
        <CheckboxGroup label="Days" name="days[]" options={options} defaultValue={['a']} />
        <Checkbox label="Open" name="isOpen" value="on" defaultChecked />
        <Checkbox label="Paid" name="isPaid" defaultChecked disabled />
        <Checkbox label="Closed" name="isClosed" disabled />
        {options.map(({ value }) => (
          <Checkbox key={value} label={`Unit ${value}`} name="units[]" value={value} />
        ))}
        <TextField label="Secret" name="password" type="password" />
        <Button name="act" value="keep" />
      </FormShell>
      {rows.map((row) => (
        <FoldedForm key={row} summary={row} name={row}>
          <TextField label="Note" name="note" defaultValue={`of ${row}`} />
          <Button name="act" value="note" />
        </FoldedForm>
      ))}
      <FormShell>
        <Button name="act" value="close" />
      </FormShell>
    </Page>
  )
}

const screen = {
  default: Many,
  loader: anyone(async () => bank),
  action: acts({
    plan: anyone(async () => changed()),
    keep: anyone(async () => changed()),
    close: anyone(async () => changed()),
    note: anyone(async ({ request }) => {
      const form = await readForm(request, noteForm)
      return form.ok ? changed() : form.refusal
    }),
  }),
} as unknown as Screen

let send: (act: string, typed: Record<string, string | string[]>, more?: object) => ReturnType<typeof sendForm>
beforeEach(async () => {
  bank = { revision: 1, rows: ['one', 'two', 'three'] }
  const db = await freshDb()
  send = (act, typed, more) =>
    sendForm(
      screen,
      { db, now: clock.now, cookie: null, path: '/many', params: {} },
      { words: [], act, typed, ...more },
    )
})
const everything = {
  title: 'Typed',
  why: 'Because',
  pool: '12,5oo',
  kind: 'b',
  post: 'c',
  shape: 'c',
  'days[]': ['b', 'c'],
  password: 'xyzzy',
}

describe('a form that a command refuses, without a script,', () => {
  it('holds again what was sent with it, in every kind of field, but no password', async () => {
    const { status, html, answered } = await send('keep', everything)
    expect(status).toBe(409)
    const form = formIn(html, 'keep')
    expect(standsIn(form, 'title')).toBe('Typed')
    expect(standsIn(form, 'why')).toBe('Because')
    expect(standsIn(form, 'pool')).toBe('12,5oo')
    expect(form).toContain('<option value="b" selected="">')
    expect(form).toContain('<option value="c" selected="">')
    const marked = [...form.matchAll(/<input [^>]*checked=""[^>]*>/g)].map(([tag]) => / value="(\w+)"/.exec(tag)?.[1])
    expect(marked).toEqual(['c', 'b', 'c', undefined])
    expect(JSON.stringify(answered)).not.toContain('xyzzy')
    expect(html).not.toContain('xyzzy')
  })

  it('keeps each box that may not be changed as it is stored: it was not sent, and is not unmarked by that', async () => {
    const form = formIn((await send('keep', everything)).html, 'keep')
    expect(form).toMatch(/<input(?=[^>]* name="isPaid")(?=[^>]* disabled="")[^>]* checked=""/)
    expect(form).not.toMatch(/<input(?=[^>]* name="isClosed")[^>]* checked=""/)
    expect(form).not.toMatch(/<input(?=[^>]* name="isOpen")[^>]* checked=""/)
  })

  it('is refused in words on top of the page, once, and may be sent again with what is there now', async () => {
    for (const act of ['keep', 'plan']) {
      const { html } = await send(act, { title: 'Typed' }, { meanwhile: () => (bank.revision += 1) })
      expect(html.match(/role="alert"/g)).toHaveLength(1)
      expect(html.indexOf('Somebody has changed this in the meantime')).toBeLessThan(html.indexOf('<form'))
      const form = formIn(html, act)
      expect(standsIn(form, 'title')).toBe('Typed')
      expect(standsIn(form, 'revision')).toBe(String(bank.revision))
    }
  })

  it('leaves the other forms of its page as they are stored, though their fields have the same names', async () => {
    const { html } = await send('keep', everything)
    expect(standsIn(formIn(html, 'plan'), 'title')).toBe('Stored')
    const { html: closed } = await send('close', {})
    expect(standsIn(formIn(closed, 'keep'), 'title')).toBe('Stored')
    expect(formIn(closed, 'keep')).toMatch(/name="isOpen"[^>]*checked=""/)
  })
})

describe('a form of a list', () => {
  it('gets back what was typed into it, wherever it stands by then, and no other does', async () => {
    const meanwhile = () => {
      bank.rows = ['new', 'three', 'two']
    }
    const { status, html } = await send('note', { note: 'Typed' }, { among: '"two"', meanwhile })
    expect(status).toBe(409)
    expect(standsIn(formIn(html, 'note', '"two"'), 'note')).toBe('Typed')
    expect(standsIn(formIn(html, 'note', '"three"'), 'note')).toBe('of three')
    expect(html).toMatch(/<details open=""><summary>two/)
    expect(html.match(/<details open/g)).toHaveLength(1)
  })

  it('says what is wrong beside its own field, which the line on top links to', async () => {
    const { status, html } = await send('note', { note: ' ' }, { among: '"two"' })
    expect(status).toBe(422)
    expect(html.match(/id="[\w-]*note-error"/g)).toHaveLength(1)
    const form = formIn(html, 'note', '"two"')
    expect(form).toContain('id="field-two-note"')
    expect(form).toContain('id="field-two-note-error"')
    expect(html).toContain('href="#field-two-note"')
  })

  it('gives each of the boxes of one name an id of its own, which its own words lead to', async () => {
    const form = formIn((await send('keep', { ...everything, 'units[]': ['c', 'a'] })).html, 'keep')
    const boxes = [...form.matchAll(/<input(?=[^>]* name="units\[\]")[^>]*>/g)].map(([tag]) => tag)
    expect(boxes).toHaveLength(3)
    for (const [index, { value }] of options.entries()) {
      const box = boxes[index] ?? ''
      expect(box).toContain(` value="${value}"`)
      expect(box.includes(' checked=""')).toBe(value !== 'b')
      const [, id] = / id="([^"]+)"/.exec(box) ?? []
      expect(form).toMatch(new RegExp(`<label for="${id}"[^>]*>Unit ${value}<`))
    }
    expect(new Set(boxes.map((box) => / id="([^"]+)"/.exec(box)?.[1])).size).toBe(3)
  })

  it('has ids of its own, so that each label leads to the field of its form', async () => {
    const { html } = await send('note', { note: ' ' }, { among: '"two"' })
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    for (const [form] of html.matchAll(/<form[\s\S]*?<\/form>/g))
      for (const [, of] of form.matchAll(/<label[^>]* for="([^"]+)"/g)) expect(form).toContain(` id="${of}"`)
  })
})

it('no field of a password has a name that comes back', () => {
  const app = new URL('../../app', import.meta.url).pathname
  const tags = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.includes('gallery'))
    .flatMap((file) => readFileSync(join(app, file), 'utf8').match(/<\w+Field\b[^<]*?type="password"[^<]*?\/>/gs) ?? [])
  const names = tags.map((tag) => /(?:name="|register\(')([\w.]+)/.exec(tag)?.[1])
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => !name || !secretFields.has(name))).toEqual([])
})
