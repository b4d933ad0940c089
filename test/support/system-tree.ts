import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder that stands in for the root of a Linux PC: as much of /proc, /sys, /etc and /dev as a test puts there. */
export class SystemTree {
  readonly root = mkdtempSync(join(tmpdir(), 'workshop-root-'));

  file(path: string, text = ''): this {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return this;
  }

  link(path: string, target: string): this {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(target, file);
    return this;
  }

  folder(path: string): this {
    mkdirSync(join(this.root, path), { recursive: true });
    return this;
  }

  /** A process: its name, its program, and the files it has open, by their paths in this tree. */
  process(pid: number, name: string, files: readonly string[] = [], program = `/usr/bin/${name}`): this {
    this.file(`proc/${pid}/comm`, `${name}\n`).folder(`proc/${pid}/fd`).link(`proc/${pid}/exe`, program);
    files.forEach((path, index) => this.link(`proc/${pid}/fd/${index}`, join(this.root, path)));
    return this;
  }

  /** A USB device: its facts, and per interface its class, subclass, driver and what else lies there. */
  usb(
    name: string,
    facts: Readonly<Record<string, string>>,
    interfaces: readonly { kind: string; subclass?: string; driver?: string; entries?: readonly string[] }[],
  ): this {
    const folder = 'sys/bus/usb/devices';
    for (const [file, text] of Object.entries(facts)) this.file(`${folder}/${name}/${file}`, `${text}\n`);
    interfaces.forEach(({ kind, subclass = '00', driver, entries = [] }, index) => {
      const one = `${folder}/${name}:1.${index}`;
      this.file(`${one}/bInterfaceClass`, `${kind}\n`).file(`${one}/bInterfaceSubClass`, `${subclass}\n`);
      if (driver !== undefined) this.link(`${one}/driver`, `../../../../bus/usb/drivers/${driver}`);
      for (const entry of entries) this.folder(`${one}/${entry}`);
    });
    return this;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
