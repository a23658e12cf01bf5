/** Addresses, typed: the only place where a path is spelled, beside routes.ts. */
const query = (values: Record<string, string | number | null | undefined>): string => {
  const present = Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  return present.length > 0 ? `?${new URLSearchParams(present).toString()}` : ''
}

export const paths = {
  // shell
  home: () => '/',
  health: () => '/health',
  preferences: () => '/preferences',

  // audit

  // identity
  signIn: (back?: string) => `/sign-in${query({ back: back === '/' ? undefined : back })}`,
  signOut: () => '/sign-out',
  changePassword: () => '/me/password',

  // organisation

  // notices

  // learning

  // mentoring

  // performance

  // talent

  // incentives

  // feedback
}
