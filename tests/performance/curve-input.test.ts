import { expect, it } from 'vitest'
import { curveInputForm, fieldsOf, sentFields } from '#app/performance/kpis/curve-input.form.ts'

const empty = { at: '', points: '' }
const faultsOf = (fields: object) => {
  const read = curveInputForm.safeParse({ ...fieldsOf(null), ...fields })
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
}

it('a curve’s rows that were emptied are none, and a mistake is shown in the row of the form that it stands in', () => {
  const sound = [{ at: '80', points: '60' }, empty, { at: '100', points: '100' }, empty]
  expect(curveInputForm.parse({ ...fieldsOf(null), kind: 'piecewise', knots: sound })).toEqual({
    kind: 'piecewise',
    knots: [
      { at: '80', points: '60' },
      { at: '100', points: '100' },
    ],
  })
  const open = [{ at: '80', points: '60' }, empty, { at: '100', points: '' }]
  expect(faultsOf({ kind: 'piecewise', knots: open })).toEqual(['knots.2.points required'])
  const bands = [
    { from: '', to: '80', points: '60' },
    { from: '', to: '', points: '' },
    { from: '80', to: '90', points: '100' },
  ]
  expect(faultsOf({ kind: 'step', bands })).toEqual(['bands.2.to outer-band-closed'])
})

it('an anchor without its level is asked for the level, not lost', () => {
  const none = { 'zh-CN': '', en: '' }
  const levels = [
    { level: '1', points: '40', anchor: none },
    { level: '2', points: '100', anchor: none },
    { level: '', points: '', anchor: { ...none, en: 'Outstanding' } },
  ]
  expect(faultsOf({ kind: 'anchored', levels })).toEqual(['levels.2.points required', 'levels.2.level required'])
})

it('what stands in the page goes before what was shown, and what is not on it stays', () => {
  const shown = { ...fieldsOf({ kind: 'linear', direction: 'higher', floor: '0', cap: '120' }), per: '7' }
  const standing = { kind: 'deduct', direction: 'lower', floor: '10', cap: '' }
  expect(sentFields(standing, shown)).toEqual({ ...shown, ...standing })
  const knots = [{ at: '90', points: '70' }, empty]
  expect(sentFields({ kind: 'piecewise', knots }, shown)).toMatchObject({ cap: '120', knots: knots.slice(0, 1) })
  expect(sentFields(undefined, shown)).toBeNull()
})
