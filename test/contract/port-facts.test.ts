import { chmodSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PortFacts } from '../../main/connector/port-doctor.ts';
import { createSystemPortFacts } from '../../main/connector/system-port-facts.ts';
import { holdPort } from '../support/port-holder.ts';
import { PtyDevice } from '../support/pty-device.ts';
import { SystemTree } from '../support/system-tree.ts';

let tree: SystemTree;
let facts: PortFacts;
beforeEach(() => {
  tree = new SystemTree();
  // Not of the group that the file of the test has on this PC, whichever that is.
  const identity = { user: 'jan', groups: [(process.getgid?.() ?? 0) + 1] };
  facts = createSystemPortFacts({ platform: 'linux', root: tree.root, identity });
});
afterEach(() => tree.remove());

describe('the USB devices of Linux', () => {
  const ids = { idVendor: 'aaaa', idProduct: 'bbbb', devnum: '7', bDeviceClass: '00' };
  const serialOf = async (...interfaces: Parameters<SystemTree['usb']>[2]) => {
    tree.usb('1-4.2', ids, interfaces);
    return (await facts.usb())?.map(({ serial }) => serial);
  };

  it('are told with what they say of themselves; hubs and interfaces are no devices', async () => {
    tree
      .usb('usb1', { ...ids, bDeviceClass: '09' }, [])
      .usb('1-4', { ...ids, bDeviceClass: '09' }, [{ kind: '09', driver: 'hub' }])
      .usb('1-4.2', { ...ids, manufacturer: 'Some Maker', product: 'Some Adapter', serial: 'S1' }, [])
      .usb('2-1', ids, []);
    expect(await facts.usb()).toEqual([
      {
        key: '1-4.2#7',
        vendorId: 'aaaa',
        productId: 'bbbb',
        manufacturer: 'Some Maker',
        serialNumber: 'S1',
        name: 'Some Adapter',
        serial: 'other',
      },
      expect.objectContaining({ key: '2-1#7', name: 'aaaa:bbbb' }),
    ]);
  });

  it('have a port, of the kind of USB serial chips or of the standard', async () => {
    expect(await serialOf({ kind: 'ff', driver: 'ch341', entries: ['ttyUSB0'] })).toEqual(['port']);
    tree.usb('1-5', ids, [
      { kind: '02', subclass: '02', driver: 'cdc_acm', entries: ['tty'] },
      { kind: '0a', driver: 'cdc_acm' },
    ]);
    expect((await facts.usb())?.map(({ serial }) => serial)).toEqual(['port', 'port']);
  });

  it('have no driver', async () => {
    expect(await serialOf({ kind: 'ff' })).toEqual(['no-driver']);
  });

  it('have no driver, by the standard', async () => {
    expect(await serialOf({ kind: '02', subclass: '02' }, { kind: '0a' })).toEqual(['no-driver']);
  });

  it('are held by a program past the drivers', async () => {
    expect(await serialOf({ kind: 'ff', driver: 'usbfs' })).toEqual(['held-by-program']);
  });

  it('are something else: a keyboard with lights, a phone', async () => {
    expect(await serialOf({ kind: '03', driver: 'usbhid' }, { kind: 'ff' })).toEqual(['other']);
  });

  it('are not told where there is no such folder', async () => {
    expect(await facts.usb()).toBeNull();
  });
});

describe('the programs that take ports', () => {
  it('run, with the names by which the system stops them', async () => {
    tree
      .process(1, 'systemd')
      .process(77, 'brltty')
      .process(78, 'ModemManager')
      .file('usr/lib/systemd/system/brltty.service')
      .file('etc/systemd/system/ModemManager.service');
    expect(await facts.helpers()).toEqual({
      brltty: { isRunning: true, units: ['brltty.service'] },
      modemManager: { isRunning: true, units: ['ModemManager.service'] },
    });
  });

  it('do not run', async () => {
    tree.process(1, 'systemd').process(77, 'brltty-not').file('proc/78/status');
    expect(await facts.helpers()).toEqual({
      brltty: { isRunning: false, units: [] },
      modemManager: { isRunning: false, units: [] },
    });
  });

  it('are not told where other users’ processes are hidden', async () => {
    tree.process(77, 'bash');
    expect(await facts.helpers()).toBeNull();
  });
});

describe('who has a port open', () => {
  it('is told by the name of the program’s file; this program does not count, and others count once', async () => {
    tree
      .file('dev/ttyUSB0')
      .file('dev/ttyUSB1')
      .link('dev/serial-by-name', 'ttyUSB0')
      .process(process.pid, 'workshop', ['dev/ttyUSB0'])
      .process(10, 'worker-thread', ['dev/ttyUSB1', 'dev/ttyUSB0'], '/opt/tools/diagnose (deleted)')
      .process(11, 'worker-thread', ['dev/ttyUSB0'], '/opt/tools/diagnose')
      .process(12, 'minicom', ['dev/ttyUSB0'])
      .process(13, 'innocent', ['dev/ttyUSB1']);
    expect([...((await facts.holders('/dev/serial-by-name')) ?? [])].sort()).toEqual(['diagnose', 'minicom']);
  });

  it('is not told of a port that is not there', async () => {
    tree.process(10, 'minicom');
    expect(await facts.holders('/dev/ttyUSB0')).toBeNull();
  });

  it('is found on this PC, for real', async () => {
    const link = join(tree.root, 'device');
    const device = new PtyDevice(link, () => undefined);
    device.plug();
    const letGo = await holdPort(link);
    const real = createSystemPortFacts();
    expect(await real.holders(link)).toContain('diagnose-tool');
    await letGo();
    expect(await real.holders(link)).not.toContain('diagnose-tool');
    device.unplug();
  });
});

describe('the right to use a port', () => {
  const gid = process.getgid?.() ?? 0;
  const port = (mode: number, group = `${String(gid)}:jeroen,piet`) => {
    tree.file('dev/ttyUSB0').file('etc/group', `root:x:0:\ndialout:x:${group}\n`);
    chmodSync(join(tree.root, 'dev/ttyUSB0'), mode);
  };
  const withoutRights = () => {
    if (process.getuid?.() === 0)
      throw new Error('This test is for an ordinary user: root may open everything');
  };

  it('is there', async () => {
    port(0o600);
    expect(await facts.access('/dev/ttyUSB0')).toEqual({ kind: 'allowed' });
  });

  it('comes by the group of the device', async () => {
    withoutRights();
    // The owner's own bits count first, so that the owner can stand in for somebody outside the group.
    port(0o060);
    expect(await facts.access('/dev/ttyUSB0')).toEqual({
      kind: 'by-group',
      group: 'dialout',
      user: 'jan',
      isMember: false,
    });
  });

  it('was given, but this session is older', async () => {
    withoutRights();
    port(0o060, `${String(gid)}:piet,jan`);
    expect(await facts.access('/dev/ttyUSB0')).toMatchObject({ kind: 'by-group', isMember: true });
  });

  it('is nobody’s: the group has none', async () => {
    withoutRights();
    port(0);
    expect(await facts.access('/dev/ttyUSB0')).toEqual({ kind: 'by-nobody' });
  });

  it('is nobody’s: the group has no name', async () => {
    withoutRights();
    port(0o060, '999999:');
    expect(await facts.access('/dev/ttyUSB0')).toEqual({ kind: 'by-nobody' });
  });

  it('cannot be told of a port that is not there', async () => {
    expect(await facts.access('/dev/ttyUSB9')).toBeNull();
  });

  it('is missing on a real device without rights', async () => {
    withoutRights();
    const link = join(tree.root, 'device');
    const device = new PtyDevice(link, () => undefined);
    device.plug();
    chmodSync(realpathSync(link), 0);
    expect(await createSystemPortFacts().access(link)).toEqual({ kind: 'by-nobody' });
    device.unplug();
  });
});

describe('other systems', () => {
  it('do not tell, and are not asked', async () => {
    tree.process(1, 'launchd').file('dev/cu.usbserial');
    for (const platform of ['win32', 'darwin'] as const) {
      const other = createSystemPortFacts({ platform, root: tree.root });
      expect(await other.usb()).toBeNull();
      expect(await other.helpers()).toBeNull();
      expect(await other.holders('/dev/cu.usbserial')).toBeNull();
      expect(await other.access('/dev/cu.usbserial')).toBeNull();
    }
  });
});
