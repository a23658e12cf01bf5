/** The code printed on a certificate: the chance part of its id, sixty bits, in groups that can be read aloud. */

/** 'cer_…' → 'K3F9-0M2P-XV7T'. */
export const verificationCodeOf = (id: string): string =>
  id
    .slice(-12)
    .toUpperCase()
    .replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3')

/** What a person typed as the code would be written: no matter the case, the spaces, or O for 0. */
export const readVerificationCode = (typed: string): string | null => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s–—-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return /^[0-9A-Z]{12}$/.test(plain) ? plain.replace(/(.{4})(.{4})(.{4})/, '$1-$2-$3') : null
}
