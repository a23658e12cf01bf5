/** Response headers as OWASP ASVS asks; the content policy allows our own scripts and styles by nonce only. */

/** Base UI's two fixed style attributes, by their hash. */
const styleAttributes = [
  "'sha256-Jic0NNqCPHJV3oWKzLdCOHzvxdmh9h3qOVw2SjSSpPo='",
  "'sha256-9Rb5mLrdRVdxWGFeMJJfQcUR0dBSFGkOoH0/ZlYtoxE='",
]

export const securityHeaders = (nonce: string, isDevelopment: boolean, origin: string): [string, string][] => {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    // Vite injects styles without a nonce; in development alone they are let in.
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    ...(isDevelopment ? [] : [`style-src-attr 'unsafe-hashes' ${styleAttributes.join(' ')}`]),
    isDevelopment ? "connect-src 'self' ws:" : "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return [
    ['Content-Security-Policy', policy.join('; ')],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['X-Frame-Options', 'DENY'],
    // Pages are personal: the back button after sign-out shows nothing.
    ['Cache-Control', 'no-store'],
    ...(origin.startsWith('https:')
      ? ([['Strict-Transport-Security', 'max-age=31536000; includeSubDomains']] as [string, string][])
      : []),
  ]
}
