import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// The loader behind import() did not find serialport and keytar inside the packaged program's archive.
it('the built main process loads its native modules by require', () => {
  const main = readFileSync('out/app/main.cjs', 'utf8');
  expect(main).toMatch(/require\("serialport"\)/);
  expect(main).toMatch(/require\("keytar"\)/);
  expect(main).not.toMatch(/import\("(serialport|keytar)"\)/);
});
