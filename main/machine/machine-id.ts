import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * What tells this PC from another that was made from a copy of it, as far as the system says so without being asked twice;
 * empty: it does not. Of Linux it is the machine id, of Windows the computer's name, which an image gets anew; the name of
 * a Mac changes with its network.
 */
export function machineId(platform: NodeJS.Platform = process.platform): string {
  const said = platform === 'linux' ? linuxId() : platform === 'win32' ? hostname() : '';
  // The system asks that its id be told to nobody.
  return said === ''
    ? ''
    : createHash('sha256').update(`jifeline-workshop ${said}`).digest('hex').slice(0, 16);
}

/** https://www.freedesktop.org/software/systemd/man/latest/machine-id.html */
function linuxId(): string {
  try {
    return readFileSync('/etc/machine-id', 'utf8').trim();
  } catch {
    return '';
  }
}
