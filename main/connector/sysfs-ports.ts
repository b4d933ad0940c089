import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PortInfo } from './profile.ts';

/**
 * The serial ports that Linux itself knows, for PCs without udevadm: the same facts, read from where udev reads
 * them. Only ports on a USB device are told; the dozens of ttyS that no hardware stands behind are not.
 */
export async function listSysfsPorts(root = '/sys/class/tty'): Promise<PortInfo[]> {
  const names = await readdir(root).catch(() => []);
  const ports = await Promise.all(
    names.filter((name) => /^tty(USB|ACM|XRUSB|WCH)\d+$/.test(name)).map((name) => portOf(root, name)),
  );
  return ports.flat();
}

async function portOf(root: string, name: string): Promise<PortInfo[]> {
  try {
    let folder = await realpath(join(root, name, 'device'));
    // The USB device stands a few folders above its interface.
    for (let up = 0; up < 4; up += 1) {
      const vendorId = await fact(folder, 'idVendor');
      if (vendorId !== undefined) {
        const [productId, manufacturer, serialNumber] = await Promise.all(
          ['idProduct', 'manufacturer', 'serial'].map((file) => fact(folder, file)),
        );
        return [{ path: `/dev/${name}`, vendorId, productId, manufacturer, serialNumber }];
      }
      folder = dirname(folder);
    }
  } catch {
    // Gone while it was looked at.
  }
  return [];
}

const fact = (folder: string, file: string): Promise<string | undefined> =>
  readFile(join(folder, file), 'utf8').then(
    (text) => text.trim() || undefined,
    () => undefined,
  );
