/**
 * Every address of the product. `words` names the domains, beside the screen's own, whose language files it shows.
 * The first group stands inside the signed-in frame; the second has no frame: sign-in, files, streams, exports.
 */
export type Address = { path?: string; index?: true; file: string; words?: readonly string[] }

const framed: readonly Address[] = [
  // shell
  { index: true, file: 'shell/screens/home.tsx' },

  // audit

  // identity

  // organisation

  // notices

  // learning

  // mentoring

  // performance

  // talent

  // incentives

  // feedback
]

const bare: readonly Address[] = [
  // shell
  { path: 'health', file: 'shell/screens/health.ts' },
  { path: 'preferences', file: 'shell/screens/preferences.ts' },

  // audit

  // identity
  { path: 'sign-in', file: 'identity/screens/sign-in.tsx' },
  { path: 'sign-out', file: 'identity/screens/sign-out.ts' },

  // organisation

  // notices

  // learning

  // mentoring

  // performance

  // talent

  // incentives

  // feedback

  // ui: the design system's own pages, in development only

  // last: what no address above has taken
  { path: '*', file: 'shell/screens/missing.tsx' },
]

export const addresses: readonly Address[] = [...framed, ...bare]

/** The domains whose words a route's screen needs: its own and those it names; the frame's are always there. */
export const domainsOf = (routeFile: string): readonly string[] => {
  const address = addresses.find((each) => each.file.replace(/\.tsx?$/, '') === routeFile)
  return address ? [address.file.split('/')[0] ?? 'shell', ...(address.words ?? [])] : []
}

const routes = [
  { id: 'shell/frame', file: 'shell/frame.tsx', children: framed.map(({ words: _, ...route }) => ({ ...route })) },
  ...bare.map(({ words: _, ...route }) => ({ ...route })),
]
export default routes
