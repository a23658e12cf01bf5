/** What a password must be (NIST SP 800-63B, 3.1.1): long enough, not the name, not one that everybody tries first. */
export const shortestPassword = 10

const everybodys = new Set([
  '1234567890',
  '0123456789',
  'password12',
  'password123',
  'qwertyuiop',
  '1q2w3e4r5t',
  'abcd123456',
  'aa12345678',
])

export type PasswordFault =
  | 'password-short'
  | 'password-long'
  | 'password-is-name'
  | 'password-common'
  | 'password-same-letter'

/** Why this cannot be the account's password, or null. */
export const passwordFault = (password: string, signInName: string): PasswordFault | null => {
  const plain = password.normalize('NFKC')
  if ([...plain].length < shortestPassword) return 'password-short'
  if ([...plain].length > 200) return 'password-long'
  if (
    signInName !== '' &&
    plain.toLowerCase().includes(signInName.toLowerCase()) &&
    [...plain].length < signInName.length + 6
  )
    return 'password-is-name'
  if (everybodys.has(plain.toLowerCase())) return 'password-common'
  return new Set(plain).size < 4 ? 'password-same-letter' : null
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to hand over on paper: four groups of four, without characters that look alike; 77 bits from 16 bytes. */
export const handoverPassword = (bytes: Uint8Array): string =>
  [0, 4, 8, 12]
    .map((from) => Array.from(bytes.subarray(from, from + 4), (byte) => letters[byte % letters.length]).join(''))
    .join('-')
