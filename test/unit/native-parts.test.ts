import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { missingParts } from '../../scripts/native-parts.ts';

const folder = mkdtempSync(join(tmpdir(), 'workshop-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of npm packages with these files. */
function modules(...files: readonly string[]): string {
  const root = mkdtempSync(join(folder, 'modules-'));
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  return root;
}
const keytar = 'keytar/build/Release/keytar.node';
const serialport = (target: string) => `@serialport/bindings-cpp/prebuilds/${target}/bindings.node`;

describe('a program that is packaged', () => {
  it.each([
    ['linux', 'x64', 'linux-x64'],
    ['win32', 'x64', 'win32-x64'],
    ['darwin', 'arm64', 'darwin-x64+arm64'],
    ['darwin', 'x64', 'darwin-x64+arm64'],
  ])('is whole on %s-%s with keytar and with serialport for it', (platform, arch, target) => {
    expect(missingParts(modules(keytar, serialport(target)), platform, arch)).toEqual([]);
  });

  it.each([
    ['nothing of it', []],
    ['another system', [serialport('linux-x64')]],
    ['another processor', [serialport('win32-arm64')]],
  ])('says what is missing where serialport has %s', (_what, files) => {
    expect(missingParts(modules(keytar, ...files), 'win32', 'x64')).toEqual([
      'serialport is not there for win32-x64: no connector is found',
    ]);
  });

  it('says so where npm left keytar out', () => {
    const root = modules('keytar/package.json', 'keytar/build/Release/keytar.lib', serialport('win32-x64'));
    expect(missingParts(root, 'win32', 'x64')).toEqual([
      'keytar is not there for win32-x64: no sign-in can be kept',
    ]);
  });
});
