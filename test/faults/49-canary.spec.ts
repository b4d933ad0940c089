import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, sample, test } from '../e2e/fixtures.ts';

/** Every file in a folder that contains one of these texts, in any of the ways a program stores text. */
function filesWith(folder: string, secrets: readonly string[]): string[] {
  const needles = secrets.flatMap((secret) => [
    Buffer.from(secret, 'utf8'),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(Buffer.from(secret, 'utf8').toString('base64').replace(/=+$/, ''), 'utf8'),
  ]);
  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(3);
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => needles.some((needle) => readFileSync(file).includes(needle)));
}

test('49 a secret that went through sign-in, ticket, refusal, crash and sign-out is found in no file and no log', async ({
  program,
  sandbox,
  start,
  userData,
}) => {
  const token = sandbox.identity.issue('canary', 3_600_000);
  await program.window.evaluate(
    (pasted) => window.workshop?.session.signInWithToken({ token: pasted }),
    token,
  );
  await program.desk.fillRequired();
  // A service that repeats what it was given, in words that are kept with the ticket.
  const words = { message: `The token ${token} may not use this voucher` };
  sandbox.faults.next({ kind: 'status', status: 400, body: JSON.stringify(words) });
  await program.desk.send();
  await expect(program.desk.outcome).toContainText('may not use this voucher');
  await expect(program.desk.outcome).not.toContainText(token);
  await program.desk.outcome.getByRole('button', { name: 'Edit' }).click();
  await program.desk.send();
  await expect(program.desk.ticketNumber).toHaveText('3');
  const sent = sandbox.record.posts.map(({ headers }) => headers.authorization);
  expect(sent).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
  await program.kill();

  const again = await start();
  await expect(again.desk.serviceLight).toContainText('Signed in');
  await again.desk.serviceLight.click();
  await again.desk.panel.getByRole('button', { name: 'Sign out' }).click();
  await expect(again.desk.serviceLight).toContainText('Not signed in');
  await again.desk.panel.getByLabel('Connector id').fill(String(sample.connectorId));
  await again.desk.panel.getByLabel('Pin').fill(sample.pin);
  await again.desk.panel.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(again.desk.serviceLight).toContainText('Signed in as');
  const pinTokens = sandbox.identity.refreshTokens.get(`connector:${sample.connectorId}`) ?? '';
  expect(pinTokens).not.toBe('');
  await again.close();

  expect(filesWith(userData, [token, pinTokens])).toEqual([]);
  expect(program.output() + again.output()).not.toContain(token);
});
