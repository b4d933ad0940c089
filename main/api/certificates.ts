import { readFileSync } from 'node:fs';
import tls from 'node:tls';

/** Where Linux distributions keep the bundle of trusted certificates. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

let trusted: string[] | undefined;

/**
 * The certificates to trust: Node's own and those of the operating system, because workshops sit behind proxies
 * whose certificate an administrator installed there. Newer runtimes read the system's store on every platform;
 * on older ones the usual bundle files stand in. Read once, when first needed.
 */
export function trustedCertificates(): string[] {
  trusted ??= [...new Set([...tls.rootCertificates, ...systemCertificates()])];
  return trusted;
}

function systemCertificates(): string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: string) => string[] };
  if (getCACertificates !== undefined) return [...getCACertificates('system'), ...getCACertificates('extra')];
  const files = [process.env.SSL_CERT_FILE, process.env.NODE_EXTRA_CA_CERTS, ...bundles];
  for (const file of files) {
    if (file === undefined || file === '') continue;
    try {
      return (
        readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
      );
    } catch {
      // Not this distribution's place.
    }
  }
  return [];
}
