import { describe, expect, it } from 'vitest'
import identityWords from '#app/i18n/locales/en/identity.json' with { type: 'json' }
import { permissionMatrix } from '#app/identity/permission-matrix.ts'

describe('the permission matrix', () => {
  it('has an answer for every act of the policy', () => {
    const matrix = permissionMatrix()
    expect(matrix.find((row) => row.act === 'role.grant')?.allowed).toEqual(['administrator'])
    expect(matrix.find((row) => row.act === 'employee.read')?.allowed).toEqual([
      'manager',
      'hr-officer',
      'administrator',
    ])
  })

  it('says every act and every subject of the policy in words', () => {
    const { acts, subjects } = identityWords.permission
    const said = Object.entries(acts).flatMap(([noun, verbs]) => Object.keys(verbs).map((verb) => `${noun}.${verb}`))
    const rows = permissionMatrix()
    expect(said.sort()).toEqual(rows.map((row) => row.act).sort())
    expect(Object.keys(subjects).sort()).toEqual([...new Set(rows.map((row) => row.domain))].sort())
  })
})
