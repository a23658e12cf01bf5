/** When letters may be shown to whoever opens the outbox. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/

/**
 * The house is reached at a loopback address and the browser is on this machine: behind a proxy, or when others can
 * reach the port, a reset link of somebody else would stand open.
 */
export const isOnlyHere = (context: { origin: string; clientAddress: string }): boolean =>
  loopback.test(new URL(context.origin).hostname) && loopback.test(context.clientAddress)
