#!/usr/bin/env node
// Starts Electron for Playwright, and tells it only then where to attach when the window has loaded. To a window of an
// older Chromium that Playwright meets before its first page, it waits for ever: it holds the page back, and the page
// does not answer while it is held back. The Electron to start is named in ATTACH_LATE_TO; all words are passed on.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const { ATTACH_LATE_TO: executable = '', ...env } = process.env;
const electron = spawn(executable, process.argv.slice(2), { stdio: ['inherit', 'inherit', 'pipe'], env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => electron.kill(signal));
electron.on('exit', (code) => process.exit(code ?? 1));

createInterface({ input: electron.stderr }).on('line', (line) => {
  const address = /^DevTools listening on ws:\/\/([^/]+)\//.exec(line)?.[1];
  if (address === undefined) process.stderr.write(`${line}\n`);
  else void windowAt(address).then(() => process.stderr.write(`${line}\n`));
});

/** The title of our page. Its address is listed as soon as it is asked for, its title only once it is there. */
const TITLE = 'Jifeline Workshop';

/** Resolves when Electron's DevTools list our page, loaded. */
async function windowAt(address) {
  for (;;) {
    const targets = await fetch(`http://${address}/json/list`, { signal: AbortSignal.timeout(2_000) })
      .then((answer) => answer.json())
      .catch(() => []);
    if (targets.some(({ type, title }) => type === 'page' && title === TITLE)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
