/** Passwords: argon2id with OWASP's parameters; a guess against no account costs the same as against one. */
import { hash, verify } from '@node-rs/argon2'

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), parameters)

let decoy: Promise<string> | null = null

/** Whether the password fits. `stored` null still costs one hash, so that time tells nothing. */
export const passwordFits = async (stored: string | null, password: string): Promise<boolean> => {
  decoy ??= hashPassword('no account has this one')
  const fits = await verify(stored ?? (await decoy), password.normalize('NFKC'))
  return stored !== null && fits
}
