/**
 * Everything is denied; then the window's own files are let in. No inline script or style, no eval, no network:
 * whatever the window needs from outside, main fetches. Svelte builds its templates through the one Trusted Types
 * policy named here, and nothing else may turn text into markup.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');
