import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { text } from '#app/kernel/field.form.ts'
import { readForm } from '#app/kernel/form.server.ts'

const schema = z.object({ employeeId: text(60), rows: z.array(z.object({ unitId: text() })) })
const errorsOf = async (fields: Record<string, string>) => {
  const request = new Request('http://bank.example/', { method: 'POST', body: new URLSearchParams(fields) })
  const read = await readForm(request, schema)
  return read.ok ? {} : read.refusal.data.errors
}

it('a choice that nobody made is asked for, where what is wrong with one that was made is to be looked at', async () => {
  expect(await errorsOf({ 'rows.0.name': 'x' })).toEqual({ employeeId: 'required', 'rows.0.unitId': 'required' })
  expect(await errorsOf({ employeeId: '', 'rows.0.unitId': 'u' })).toEqual({ employeeId: 'required' })
  expect(Object.keys(await errorsOf({ employeeId: 'e', rows: 'none' }))).toEqual(['rows'])
  expect(await errorsOf({ employeeId: 'e', rows: 'none' })).not.toMatchObject({ rows: 'required' })
})
