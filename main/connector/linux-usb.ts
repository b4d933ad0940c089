import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { UsbDevice } from './port-doctor.ts';

const HUB = '09';
const VENDOR_SPECIFIC = 'ff';
/** Communication devices of the kind "abstract control model": what a serial port on USB is in the standard. */
const COMMUNICATION = '02';
const ABSTRACT_CONTROL = '02';
/** The driver that lends a device to a program. */
const LENT_TO_PROGRAM = 'usbfs';

/** The USB devices that Linux knows, read from /sys. Null where there is no such folder. */
export async function readUsbDevices(root: string): Promise<readonly UsbDevice[] | null> {
  const folder = join(root, 'sys/bus/usb/devices');
  const names = await readdir(folder).catch(() => null);
  if (names === null) return null;
  // `usb1` is the root of a bus, `1-4.2` a device, `1-4.2:1.0` one of its interfaces.
  const devices = names.filter((name) => /^\d+-[\d.]+$/.test(name)).sort();
  const read = await Promise.all(
    devices.map((name) =>
      readDevice(
        folder,
        name,
        names.filter((one) => one.startsWith(`${name}:`)),
      ),
    ),
  );
  return read.filter((device) => device !== null);
}

/** Null: a hub, or it went away while it was looked at. */
async function readDevice(
  folder: string,
  name: string,
  interfaces: readonly string[],
): Promise<UsbDevice | null> {
  const fact = (file: string) => readFact(join(folder, name, file));
  const [deviceClass, number, vendorId, productId, manufacturer, product, serialNumber] = await Promise.all(
    ['bDeviceClass', 'devnum', 'idVendor', 'idProduct', 'manufacturer', 'product', 'serial'].map(fact),
  );
  if (vendorId === undefined || deviceClass === HUB) return null;
  const parts = await Promise.all(interfaces.map((one) => readInterface(join(folder, one))));
  return {
    // The number is another one each time a device is plugged in, into the same socket too.
    key: `${name}#${number ?? ''}`,
    vendorId,
    productId,
    manufacturer,
    serialNumber,
    name: product ?? manufacturer ?? `${vendorId}:${productId ?? ''}`,
    serial: serialOf(parts),
  };
}

interface Interface {
  readonly mayBeSerial: boolean;
  readonly hasPort: boolean;
  /** Null: no driver has taken it. */
  readonly driver: string | null;
}

async function readInterface(folder: string): Promise<Interface> {
  const [kind, subclass, driver, entries] = await Promise.all([
    readFact(join(folder, 'bInterfaceClass')),
    readFact(join(folder, 'bInterfaceSubClass')),
    readlink(join(folder, 'driver')).then(basename, () => null),
    readdir(folder).catch(() => []),
  ]);
  return {
    mayBeSerial: kind === VENDOR_SPECIFIC || (kind === COMMUNICATION && subclass === ABSTRACT_CONTROL),
    // USB serial chips have `ttyUSB0` here, devices by the standard a folder `tty` with `ttyACM0` in it.
    hasPort: entries.some((entry) => /^tty(?:$|[A-Z])/.test(entry)),
    driver,
  };
}

function serialOf(parts: readonly Interface[]): UsbDevice['serial'] {
  if (parts.some(({ hasPort }) => hasPort)) return 'port';
  const candidates = parts.filter(({ mayBeSerial }) => mayBeSerial);
  if (candidates.some(({ driver }) => driver === LENT_TO_PROGRAM)) return 'held-by-program';
  // A keyboard with lights or a camera has such a part too, and works all the same.
  const works = parts.some(({ driver }) => driver !== null);
  return !works && candidates.length > 0 ? 'no-driver' : 'other';
}

const readFact = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').then(
    (text) => text.trim() || undefined,
    () => undefined,
  );
