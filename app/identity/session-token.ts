/** Only what Lucia made is accepted from a cookie; a row's id (sha256:…) is not. */
export const isSessionToken = (text: string): boolean => /^[a-z2-7]{40}$/.test(text)

export const idleHours = 8
export const absoluteHours = 14 * 24
