import type { NodeLook } from './device-node.ts';
import type { OpenFailure } from './transport.ts';

/**
 * Why a port did not open, on Linux and macOS. What serialport passes on is the C library's text in the language of the
 * PC, so none of it is read but serialport's own three words for a lock that another program has (serialport 13).
 *
 * @param holders programs that have it open, as far as the system tells.
 */
export function openFailureOf(message: string, node: NodeLook, holders: readonly string[]): OpenFailure {
  if (node.kind === 'missing') return 'gone';
  if (node.kind === 'denied') return 'no-permission';
  if (/cannot lock port/i.test(message)) return 'busy';
  if (node.kind === 'fine') return holders.length > 0 ? 'busy' : { refused: null };
  switch (node.code) {
    case 'EBUSY':
      return 'busy';
    case 'EACCES':
    case 'EPERM':
      return 'no-permission';
    default:
      return { refused: node.number };
  }
}

/**
 * Why a port did not open, on Windows. Five texts are serialport's own and the same in every language; any other error is
 * told by its number alone: "Opening COM5: Unknown error code 31".
 */
export function openFailureOnWindows(message: string): OpenFailure {
  // "Access denied" both for a port in use and for a port without rights; in use is by far the usual.
  if (/: access denied\s*$/i.test(message)) return 'busy';
  if (/: file not found\s*$/i.test(message)) return 'gone';
  const own = ownTexts.find(([text]) => message.trimEnd().endsWith(`: ${text}`));
  if (own !== undefined) return { refused: own[1] };
  const number = /\bcode (\d{1,6})\s*$/i.exec(message)?.[1];
  return { refused: number === undefined ? null : Number(number) };
}

/** The errors that serialport has words for, with Windows' number of each. */
const ownTexts = [
  ['Invalid handle', 6],
  ['Operation aborted', 995],
  ['The parameter is incorrect', 87],
] as const;
