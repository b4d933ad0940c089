import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * What the program is made of beside JavaScript, and what it cannot do without: npm leaves keytar out without a word
 * where it can neither fetch nor build it.
 */
const parts = [
  { name: 'keytar', lost: 'no sign-in can be kept', folder: 'keytar/build/Release' },
  { name: 'serialport', lost: 'no connector is found', folder: '@serialport/bindings-cpp/prebuilds/*' },
] as const;

/**
 * @param modules a folder of npm packages: the project's, or the one that was packaged.
 * @returns a line for each part that is not there for this system.
 */
export function missingParts(modules: string, platform: string, arch: string): string[] {
  return parts
    .filter(({ folder }) => !globSync(`${folder}/*.node`, { cwd: modules }).some(isFor(platform, arch)))
    .map(({ name, lost }) => `${name} is not there for ${platform}-${arch}: ${lost}`);
}

/** A folder of prebuilt parts says for what, and may be for several processors: `darwin-x64+arm64`. */
const isFor = (platform: string, arch: string) => (file: string) => {
  const [system, processors] = (basename(dirname(file)) + '-').split('-');
  return processors === '' || (system === platform && processors?.split('+').includes(arch) === true);
};
