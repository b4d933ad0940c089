import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({ cwd: root });

/** What the rules on imports say of a text, as if it stood in this file. */
async function saidOf(file: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}${file}` });
  return (result?.messages ?? []).flatMap(({ ruleId }) =>
    ruleId === 'no-restricted-imports' || ruleId === 'no-restricted-syntax' ? [ruleId] : [],
  );
}

describe('the import boundaries', () => {
  it.each([
    ['main/tickets/ticket-service.ts', "import keytar from 'keytar';\nkeytar;\n"],
    ['main/tickets/ticket-service.ts', "import { app } from 'electron';\napp;\n"],
    ['main/tickets/outbox.ts', "import { DatabaseSync } from 'node:sqlite';\nDatabaseSync;\n"],
    ['main/connector/connector-service.ts', "import { SerialPort } from 'serialport';\nSerialPort;\n"],
    ['main/auth/session.ts', "const keytar = await import('keytar');\nkeytar;\n"],
    ['main/auth/session.ts', "const keytar = require('keytar');\nkeytar;\n"],
    ['main/auth/session.ts', "import { discovery } from 'openid-client';\ndiscovery;\n"],
    ['main/auth/session.ts', "import { createOidc } from './oidc.ts';\ncreateOidc;\n"],
    ['main/settings/settings.ts', "import Store from 'electron-store';\nStore;\n"],
    [
      'main/tickets/outbox.ts',
      "import { openSqliteTicketStore } from './sqlite-ticket-store.ts';\nopenSqliteTicketStore;\n",
    ],
    ['main/tickets/outbox.ts', "import { texts } from '../../renderer/i18n/texts.ts';\ntexts;\n"],
    ['renderer/state/theme.ts', "import { Outbox } from '../../main/tickets/outbox.ts';\nOutbox;\n"],
    ['renderer/state/theme.ts', "import { ipcRenderer } from 'electron';\nipcRenderer;\n"],
    ['main/api/http.ts', "import { startSandbox } from '../../test/sandbox/sandbox.ts';\nstartSandbox;\n"],
  ])('keep this out of %s: %s', { timeout: 60_000 }, async (file, text) =>
    expect(await saidOf(file, text)).toHaveLength(1),
  );

  it.each([
    ['main/auth/keytar-store.ts', "export const load = () => import('keytar');\n"],
    ['main/auth/oidc.ts', "export const load = () => import('openid-client');\n"],
    ['main/connector/serial-transport.ts', "import { SerialPort } from 'serialport';\nSerialPort;\n"],
    [
      'main/composition.ts',
      "import { createKeytarStore } from './auth/keytar-store.ts';\ncreateKeytarStore;\n",
    ],
  ])('let it into %s: %s', { timeout: 60_000 }, async (file, text) =>
    expect(await saidOf(file, text)).toEqual([]),
  );
});
