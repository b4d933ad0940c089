import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { createSerialTransport } from '../../main/connector/serial-transport.ts';
import { holdPort } from '../support/port-holder.ts';
import { PtyDevice } from '../support/pty-device.ts';

// serialport passes on the C library's text for an error, in the language of the PC, and the program read it as English:
// "Keine Berechtigung" was told as a connector that does not answer.
const folder = mkdtempSync(join(tmpdir(), 'workshop-language-'));
const devices: PtyDevice[] = [];
function plugged(name: string): string {
  const device = new PtyDevice(join(folder, name), () => undefined);
  device.plug();
  devices.push(device);
  return join(folder, name);
}
afterEach(() => {
  for (const device of devices.splice(0)) device.unplug();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the C library of Debian 12 says for the errors 13, 2, 16 and 5. */
const words = {
  en: ['Permission denied', 'No such file or directory', 'Device or resource busy', 'Input/output error'],
  de: [
    'Keine Berechtigung',
    'Datei oder Verzeichnis nicht gefunden',
    'Das Gerät oder die Ressource ist belegt',
    'Eingabe-/Ausgabefehler',
  ],
  fr: [
    'Permission non accordée',
    'Aucun fichier ou dossier de ce type',
    'Périphérique ou ressource occupé',
    "Erreur d'entrée/sortie",
  ],
  nl: [
    'Toegang geweigerd',
    'Bestand of map bestaat niet',
    'Apparaat of hulpbron is bezig',
    'Invoer-/uitvoerfout',
  ],
};

describe.each(Object.entries(words))('in %s', (_language, texts) => {
  // The text is another one than the reason each time: it does not matter which one it is.
  it.each(texts)('the node says why, not "%s"', async (text) => {
    vi.doMock('serialport', () => ({
      SerialPort: class {
        readonly path: string;
        constructor({ path }: { path: string }) {
          this.path = path;
        }
        on(): void {}
        open(done: (error: Error) => void): void {
          done(new Error(`Error: ${text}, cannot open ${this.path}`));
        }
      },
    }));
    const denied = plugged('denied');
    chmodSync(realpathSync(denied), 0);
    const transport = createSerialTransport({ extraPorts: [], systemList: () => Promise.resolve([]) });
    expect(await transport.open(denied, 115_200)).toEqual({ ok: false, error: 'no-permission' });
    expect(await transport.open(join(folder, 'nowhere'), 115_200)).toEqual({ ok: false, error: 'gone' });
    vi.doUnmock('serialport');
  });
});

/** Makes a program take the language of its environment, as Electron does at its start and Node.js does not. */
const speaking = (() => {
  const [source, library] = [join(folder, 'speak.c'), join(folder, 'speak.so')];
  writeFileSync(
    source,
    '#include <locale.h>\n__attribute__((constructor)) static void speak(void) { setlocale(LC_ALL, ""); }\n',
  );
  const compiled = spawnSync('cc', ['-shared', '-fPIC', '-o', library, source]);
  return compiled.status === 0 ? library : null;
})();

// Where there is a compiler, the C library itself says it, through the real serialport.
for (const language of speaking === null ? [] : Object.keys(words))
  it(`a port without rights, gone, or taken is told as such by the real serialport, in ${language}`, async () => {
    const denied = plugged('denied');
    chmodSync(realpathSync(denied), 0);
    const taken = plugged('taken');
    const letGo = await holdPort(taken);
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(import.meta.dirname, '..', 'support', 'open-port-child.ts'),
        denied,
        join(folder, 'nowhere'),
        taken,
        folder,
      ],
      {
        encoding: 'utf8',
        env: { ...process.env, LD_PRELOAD: speaking ?? '', LC_ALL: 'C.UTF-8', LANGUAGE: language },
      },
    );
    await letGo();
    expect([JSON.parse(stdout || 'null'), stderr]).toEqual([
      ['no-permission', 'gone', 'busy', { refused: 21 }],
      expect.not.stringContaining('Error'),
    ]);
  });
