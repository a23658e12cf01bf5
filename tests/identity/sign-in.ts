/** Who administers, and where a request comes from. */
import type { Actor } from '#app/kernel/actor.ts'
import { hr } from '../organisation/bank.ts'

export const admin: Actor = { ...hr, id: 'acc_admin', grants: [{ role: 'administrator', path: '/' }] }
export const from = { address: '10.0.0.1', agent: 'x', origin: 'http://127.0.0.1' }
export const here = { sessionToken: 'x', address: from.address }
