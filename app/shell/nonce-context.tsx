import { createContext } from 'react'

/** The nonce of this response's Content-Security-Policy; empty in the browser, which may not read it. */
export const NonceContext = createContext<string | undefined>(undefined)
