import type { OpenError } from './transport.ts';

/**
 * What serialport says when a port does not open. It passes on texts and no codes, so this is the one place that
 * reads them; they are those of serialport 13 on Linux, macOS and Windows.
 */
export function openErrorOf({ message }: Error): OpenError {
  if (
    /cannot lock port|resource (temporarily unavailable|busy)|port is locked|device or resource busy/i.test(
      message,
    )
  ) {
    return 'busy';
  }
  // Windows says "Access denied" both for a port in use and for a port without rights; in use is by far the usual.
  if (/access denied|access is denied/i.test(message)) return 'busy';
  if (/permission denied|operation not permitted/i.test(message)) return 'no-permission';
  if (
    /no such file|no such device|file not found|device not configured|no such device or address/i.test(
      message,
    )
  ) {
    return 'gone';
  }
  return 'failed';
}
