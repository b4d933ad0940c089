import { expect, test, type Program } from './fixtures.ts';

/** Asks the program over the bridge, as the window does. */
const ask = (program: Program, call: string, input?: unknown): Promise<unknown> =>
  program.window.evaluate(`window.workshop.${call}(${input === undefined ? '' : JSON.stringify(input)})`);

const valueOf = async <T>(answer: Promise<unknown>): Promise<T> => {
  const given = (await answer) as { readonly ok: boolean; readonly value: T };
  expect(given).toMatchObject({ ok: true });
  return given.value;
};

interface Draft {
  readonly id: string;
}

test('a template is kept when the program is killed, and goes into a new draft without costing what is there', async ({
  start,
}) => {
  const program = await start();
  const source = await valueOf<Draft>(ask(program, 'drafts.create'));
  const changes = {
    product_ids: ['52351', '52352'],
    product_prerequisites: [{ prerequisiteId: '9', kind: 'yes', text: '' }],
    voucher: 'SUMMER26',
    reference: 'the first car',
  };
  expect(await ask(program, 'templates.save', { ticketId: source.id, name: 'Tow bar' })).toMatchObject({
    error: { code: 'template.empty' },
  });
  await valueOf(ask(program, 'drafts.change', { id: source.id, changes }));
  expect(await ask(program, 'templates.save', { ticketId: source.id, name: ' \u200B ' })).toMatchObject({
    error: { code: 'bridge.invalid_input' },
  });
  const saved = await valueOf<Draft>(
    ask(program, 'templates.save', { ticketId: source.id, name: ' Tow bar ' }),
  );
  const gone = await valueOf<Draft>(ask(program, 'templates.save', { ticketId: source.id, name: 'Gone' }));
  await valueOf(ask(program, 'templates.remove', { id: gone.id }));
  await program.kill();

  const again = await start();
  expect(await ask(again, 'templates.list')).toMatchObject({
    value: [{ id: saved.id, name: 'Tow bar', answers: changes.product_prerequisites, uses: 0 }],
  });
  // What main tells the window of it, from here on.
  await again.window.evaluate(
    'window.heard = []; window.workshop.templates.on("changed", ({ value }) => window.heard.push(value.length))',
  );
  const next = await valueOf<Draft>(ask(again, 'drafts.create'));
  await valueOf(ask(again, 'drafts.change', { id: next.id, changes: { product_ids: ['7', '52352'] } }));
  expect(await ask(again, 'templates.apply', { id: saved.id, ticketId: next.id })).toMatchObject({
    value: {
      form: {
        product_ids: ['7', '52352', '52351'],
        product_prerequisites: [],
        voucher: 'SUMMER26',
        reference: '',
      },
    },
  });
  await expect.poll(() => again.window.evaluate('window.heard')).toEqual([1]);
  expect(await ask(again, 'templates.restore', { id: gone.id })).toMatchObject({ value: { name: 'Gone' } });
  expect(await ask(again, 'templates.list')).toMatchObject({
    value: [{ name: 'Tow bar', uses: 1 }, { name: 'Gone' }],
  });
  await expect.poll(() => again.window.evaluate('window.heard')).toEqual([1, 2]);
});
