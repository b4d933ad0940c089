import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, sample, test } from './fixtures.ts';

test('what was typed is there again after the program was killed while typing', async ({ start }) => {
  const first = await start();
  await first.window.locator('#reference').pressSequentially('12-ABC-3, behind the lift', { delay: 5 });
  // The last key is still on its way to the disk: "Saved" is what the program says once it is there.
  await expect(first.desk.saved).toContainText('Saved');
  await first.kill();
  const second = await start();
  await expect(second.window.locator('#reference')).toHaveValue('12-ABC-3, behind the lift');
});

test('what was typed a moment ago is there again after the window was closed', async ({ start }) => {
  const first = await start();
  await first.window.locator('#reference').fill('typed and closed at once');
  await first.close();
  const second = await start();
  await expect(second.window.locator('#reference')).toHaveValue('typed and closed at once');
});

test('killed after the write-ahead, the ticket may have been sent, and is not sent again', async ({
  program,
  start,
  sandbox,
}) => {
  await program.desk.fillRequired();
  sandbox.faults.next({ kind: 'hold', at: 'body' });
  await program.desk.send();
  await sandbox.record.until(({ path }) => path === '/v1/tickets');
  await expect(program.desk.outcome).toContainText('Sending');
  await program.kill();
  sandbox.faults.release();
  const again = await start();
  await again.desk.tickets.first().click();
  await expect(again.desk.outcome).toContainText('May already have been sent');
  await expect(again.desk.outcome).toContainText('stopped while sending');
  expect(sandbox.record.posts).toHaveLength(1);
});

test('killed while it connects, it is in no doubt: nothing had left, and it goes out by itself, once', async ({
  start,
  sandbox,
  userData,
}) => {
  // A secure connection that never comes about: nothing leaves, and nothing on disk says otherwise.
  const heard: Buffer[] = [];
  const sockets = new Set<Socket>();
  const mute = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.on('data', (bytes) => heard.push(bytes));
  });
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const { port } = mute.address() as AddressInfo;
  const deployment = join(userData, '..', `deployment-mute-${process.pid}.json`);
  const api = { ...(sandbox.deployment.api as object), baseUrl: `https://127.0.0.1:${port}` };
  writeFileSync(deployment, JSON.stringify({ ...sandbox.deployment, api }));

  const first = await start({ deployment });
  await expect(first.desk.connectorLight).toContainText('Ready');
  // One that the service would take: nothing but the program's caution keeps the ticket from going out again.
  const token = sandbox.identity.issue('workshop');
  const signIn = (program: typeof first) =>
    program.window.evaluate((pasted) => window.workshop?.session.signInWithToken({ token: pasted }), token);
  await signIn(first);
  await first.desk.fillRequired();
  await first.desk.send();
  await expect(first.desk.outcome).toContainText('Nothing has been sent yet');
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  await first.kill();
  // The handshake's greeting, and nothing of the request.
  expect(Buffer.concat(heard).toString('latin1')).not.toContain('POST');

  const again = await start();
  // To another service no token goes that was given for the first one.
  await expect(again.desk.serviceLight).toContainText('Not signed in');
  await signIn(again);
  await again.desk.tickets.first().click();
  await expect(again.desk.ticketNumber).toBeVisible();
  expect(sandbox.record.posts).toHaveLength(1);
  for (const socket of sockets) socket.destroy();
  mute.close();
});

test('the sign-in survives a restart, and a sign-out does not come back', async ({ program, start }) => {
  await program.kill();
  const again = await start();
  await expect(again.desk.serviceLight).toContainText('Signed in as');
  await again.desk.serviceLight.click();
  await again.desk.panel.getByRole('button', { name: 'Sign out' }).click();
  await expect(again.desk.serviceLight).toContainText('Not signed in');
  await again.kill();
  const third = await start();
  await expect(third.desk.serviceLight).toContainText('Online');
  await expect(third.desk.serviceLight).toContainText('Not signed in');
});

test('without a keychain it works all the same, says so, and writes the secret nowhere', async ({
  start,
  sandbox,
}) => {
  const program = await start({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } });
  await expect(program.desk.connectorLight).toContainText('Ready');
  await program.desk.signIn(String(sample.connectorId), sample.pin);
  await expect(program.desk.serviceLight).toContainText('This session only');
  await program.desk.fillRequired();
  await program.desk.send();
  await expect(program.desk.ticketNumber).toBeVisible();
  const token = sandbox.record.posts[0]?.headers.authorization?.replace('Bearer ', '') ?? '';
  expect(token).not.toBe('');
  await program.close();
  const { globSync, readFileSync } = await import('node:fs');
  const files = globSync('**/*', { cwd: program.userData, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(3);
  for (const { parentPath, name } of files)
    expect(readFileSync(`${parentPath}/${name}`).includes(token)).toBe(false);
});
