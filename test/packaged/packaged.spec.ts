import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from 'playwright/test';
import { configuration } from '../../scripts/dist.ts';
import { sample, startSandbox } from '../sandbox/sandbox.ts';
import { browse } from '../support/browser.ts';
import { Desk } from '../support/desk.ts';
import { launchPackaged, newUserData } from '../support/launch.ts';

const folder = fileURLToPath(new URL('../../out/dist/linux-unpacked/', import.meta.url));
const executable = join(folder, 'jifeline-workshop');

test('does the main job as an ordinary user, with the sandbox on', async () => {
  expect(process.getuid?.(), 'this test is for an ordinary user').not.toBe(0);
  const sandbox = await startSandbox();
  const userData = newUserData();
  const program = await launchPackaged(executable, {
    deployment: sandbox.writeDeployment(join(userData, '..', `deployment-packaged-${process.pid}.json`)),
    userData,
  });
  try {
    const desk = new Desk(program.window);
    await expect(desk.connectorLight).toContainText('Ready');
    await desk.signIn(String(sample.connectorId), sample.pin);
    await expect(desk.serviceLight).toContainText('Signed in as');
    await desk.fillSample();
    await desk.send();
    await expect(desk.ticketNumber).toHaveText('3');
    expect(sandbox.record.posts).toHaveLength(1);
    expect(sandbox.record.tickets).toMatchObject([{ id: '3', connector_id: sample.connectorId }]);

    // Every process that shows pages runs inside Chromium's sandbox: a user namespace, and a filter on system calls.
    const status = (pid: string) => readFileSync(`/proc/${pid}/status`, 'utf8');
    const renderers = globSync('/proc/[0-9]*/cmdline').filter((file) => {
      try {
        const words = readFileSync(file, 'utf8');
        return words.startsWith(executable) && words.includes('--type=renderer');
      } catch {
        return false;
      }
    });
    expect(renderers.length).toBeGreaterThan(0);
    for (const file of renderers) {
      expect(readFileSync(file, 'utf8')).not.toContain('--no-sandbox');
      expect(status(file.split('/')[2] ?? '')).toMatch(/^Seccomp:\s+2$/m);
    }
  } finally {
    await program.kill();
    await sandbox.close();
    rmSync(userData, { recursive: true, force: true });
  }
});

test('signs in with a code on another device: what is loaded only then is in the package', async () => {
  const sandbox = await startSandbox({ oidc: true });
  const userData = newUserData();
  const program = await launchPackaged(executable, {
    deployment: sandbox.writeDeployment(join(userData, '..', `deployment-packaged-${process.pid}.json`)),
    userData,
  });
  try {
    const { panel, serviceLight } = new Desk(program.window);
    await serviceLight.click();
    await panel.getByRole('button', { name: 'Code', exact: true }).click();
    await panel.getByRole('button', { name: 'Get a code' }).click();
    const userCode = (await panel.getByTestId('user-code').textContent()) ?? '';
    await browse(`${sandbox.oidc?.issuer ?? ''}/device`, { login: 'dora', userCode });
    await expect(serviceLight).toContainText('Signed in as dora');
  } finally {
    await program.kill();
    await sandbox.close();
    rmSync(userData, { recursive: true, force: true });
  }
});

test('its fuses are those of the configuration', async () => {
  const wire = await getCurrentFuseWire(executable);
  const wanted = configuration().electronFuses ?? {};
  expect(Object.keys(wanted).length).toBeGreaterThanOrEqual(7);
  const read = Object.fromEntries(
    Object.keys(wanted).map((name) => {
      const option =
        FuseV1Options[((name[0] ?? '').toUpperCase() + name.slice(1)) as keyof typeof FuseV1Options];
      return [name, wire[option] === FuseState.ENABLE];
    }),
  );
  expect(read).toEqual(wanted);
});

test('runs no foreign code: neither as Node.js nor from a folder beside it', async () => {
  const { spawnSync } = await import('node:child_process');
  const asNode = spawnSync(executable, ['-e', 'console.log("ran as Node.js")'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--require=/nonexistent.js' },
    encoding: 'utf8',
    timeout: 3_000,
    killSignal: 'SIGKILL',
  });
  expect(asNode.stdout).not.toContain('ran as Node.js');
  expect(globSync('resources/{app,default_app.asar}', { cwd: folder })).toEqual([]);
});

test('what only developers see is not shipped', () => {
  const archive = readFileSync(join(folder, 'resources', 'app.asar'));
  const title = 'Design system of Jifeline Workshop';
  expect(readFileSync('renderer/design.html', 'utf8')).toContain(title);
  expect(archive.includes('Jifeline Workshop')).toBe(true);
  expect(archive.includes(title)).toBe(false);
  // Nor any of its parts by another way: a sentence that only they have.
  const sentence = 'every colour, size and distance of the window comes from there';
  expect(readFileSync('renderer/design/Tokens.svelte', 'utf8')).toContain(sentence);
  expect(archive.includes(sentence)).toBe(false);
});

test('nothing that is shipped switches the sandbox off', () => {
  const shipped = [
    ...globSync('out/app/**/*.{cjs,js,html,json}'),
    ...globSync('resources/**/*.{json,rules,yaml}'),
    'electron-builder.yml',
    'package.json',
  ];
  expect(shipped.length).toBeGreaterThan(8);
  for (const file of shipped)
    expect(readFileSync(file, 'utf8'), file).not.toMatch(/no-sandbox|disable-setuid-sandbox/);
});
