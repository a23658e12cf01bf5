/** Passwords: argon2id with OWASP's parameters; a guess against no account costs the same as against one. */
import { hash, verify } from '@node-rs/argon2'

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), parameters)

let decoy: Promise<string> | null = null
/** Made once; one that could not be made, for want of memory, is made at the next sign-in. */
const decoyHash = (): Promise<string> => {
  decoy ??= hashPassword('no account has this one').catch((error) => {
    decoy = null
    throw error
  })
  return decoy
}

/** Whether the password fits. `stored` null still costs one hash, so that time tells nothing. */
export const passwordFits = async (stored: string | null, password: string): Promise<boolean> => {
  const other = decoyHash()
  const verifying = verify(stored ?? (await other), password.normalize('NFKC'))
  // Also where it is not needed: what goes wrong with it is heard by whoever signs in, not by nobody.
  const [fits] = await Promise.all([verifying, other])
  return stored !== null && fits
}
