import { expect, test, type Program } from './fixtures.ts';
import { inspectorScript } from '../screens/inspector-script.ts';
import type { Finding, InspectOptions } from '../screens/inspector/inspect.ts';

const options: InspectOptions = {
  smallestTarget: 44,
  mayBeCut: [],
  mayBeSmall: [],
  known: null,
  still: false,
};

/** Puts one thing alone into the window, and says what `npm run screens` would of it. */
async function saidOf(
  { window }: Program,
  defect: { tag: string; text: string; style: Readonly<Record<string, string>>; twice?: boolean },
  changes: Partial<InspectOptions> = {},
): Promise<string[]> {
  const devtools = await window.context().newCDPSession(window);
  const run = async (expression: string) =>
    (await devtools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })).result
      .value as Finding[] | undefined;
  await run(`{${await inspectorScript()}\n0}`);
  await window.evaluate(({ tag, text, style, twice }) => {
    document.querySelector('#defect')?.remove();
    // Alone, so that it lies on nothing else.
    for (const other of document.querySelectorAll<HTMLElement>('#app > *')) other.style.display = 'none';
    const box = Object.assign(document.createElement('div'), { id: 'defect' });
    Object.assign(box.style, {
      position: 'fixed',
      top: '200px',
      left: '400px',
      background: 'white',
      zIndex: '1',
    });
    for (let count = twice === true ? 2 : 1; count > 0; count -= 1) {
      const element = Object.assign(document.createElement(tag), { textContent: text });
      Object.assign(element.style, { font: '16px sans-serif', minHeight: '48px', ...style });
      box.append(element);
    }
    document.querySelector('#app')?.append(box);
  }, defect);
  const found = (await run(`inspector.inspect(${JSON.stringify({ ...options, ...changes })})`)) ?? [];
  return found.filter(({ element }) => element.includes('#defect')).map(({ check }) => check);
}

test('what screens are looked over for is found, and what is well is not', async ({ program }) => {
  const button = { tag: 'button', text: 'Send the ticket' };
  expect(await saidOf(program, { ...button, style: {} })).toEqual([]);
  expect(await saidOf(program, { ...button, style: { minHeight: '30px', height: '30px' } })).toEqual([
    'target',
  ]);
  const narrow = { width: '40px', overflow: 'hidden', whiteSpace: 'nowrap' };
  expect(await saidOf(program, { tag: 'p', text: 'A long text', style: narrow })).toContain('clipped');
  expect(
    await saidOf(program, { tag: 'p', text: 'A long text', style: { ...narrow, overflow: 'auto' } }),
  ).toContain('sideways');
  const over = { position: 'absolute', top: '0', left: '0', width: '160px' };
  expect(await saidOf(program, { ...button, style: over, twice: true })).toContain('overlap');
  const outside = { position: 'absolute', left: '2000px' };
  expect(await saidOf(program, { ...button, style: outside })).toContain('clipped');
  const low = { height: '60px', overflowY: 'auto', width: '80px' };
  expect(await saidOf(program, { tag: 'p', text: 'word '.repeat(40), style: low })).toContain('hole');
  expect(await saidOf(program, { ...button, style: {} }, { known: [] })).toEqual(['untranslated']);
  expect(await saidOf(program, { ...button, text: '[Séñd thé tîçkét]', style: {} }, { known: [] })).toEqual(
    [],
  );
  expect(await saidOf(program, { ...button, style: { transition: 'color 1s' } }, { still: true })).toEqual([
    'motion',
  ]);
});
