import { describe, expect, it } from 'vitest'
import { handoverPassword, passwordFault } from '#app/identity/password.ts'

describe('a password', () => {
  it('is long, not the name, not everybody’s', () => {
    expect(passwordFault('short', 'e1')).toBe('password-short')
    expect(passwordFault('wangxiaoming1', 'wangxiaoming')).toBe('password-is-name')
    expect(passwordFault('1234567890', 'e1')).toBe('password-common')
    expect(passwordFault('aaaaaaaaaaaa', 'e1')).toBe('password-same-letter')
    expect(passwordFault('柜台前的第三盏灯很亮', 'e1')).toBeNull()
  })

  it.each([
    ['ten characters are enough', 'abcdefghi1', 'e1', null],
    ['nine are not, however many bytes they are', '😀😁😂🤣😃😄😅😆😉', 'e1', 'password-short'],
    ['two hundred are not too many', `${'ab1-'.repeat(50)}`, 'e1', null],
    ['one more is', `${'ab1-'.repeat(50)}x`, 'e1', 'password-long'],
    ['the name with five more is the name, in capitals too', 'WANGXIAOMING12345', 'wangxiaoming', 'password-is-name'],
    ['the name with six more is not', 'wangxiaoming123456', 'wangxiaoming', null],
    ['without a name nothing is it', 'abc1d', '', 'password-short'],
    ['nor is anything long enough', 'abcde fghi', '', null],
    ['what everybody takes is that in capitals and full width', 'ＰＡＳＳＷＯＲＤ１２３', 'e1', 'password-common'],
    ['three letters over and over are one', 'abcabcabcabc', 'e1', 'password-same-letter'],
    ['four are not', 'abcdabcdabcd', 'e1', null],
  ])('%s', (_, password, name, fault) => {
    expect(passwordFault(password, name)).toBe(fault)
  })

  it('to hand over is four groups of four, from letters that nobody mistakes', () => {
    expect(handoverPassword(Uint8Array.from({ length: 16 }, (_, at) => at))).toBe('abcd-efgh-jkmn-pqrs')
    expect(handoverPassword(Uint8Array.from({ length: 16 }, (_, at) => at + 16))).toBe('tuvw-xyz2-3456-789a')
  })
})
