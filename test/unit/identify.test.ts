import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerReader, Conversation } from '../../main/connector/identify.ts';
import type { Reading } from '../../main/connector/profile.ts';

const expectation = '^JFL (?<connectorId>\\d+)(?: VIN (?<vin>[A-HJ-NPR-Z0-9]{17}))?(?:;(?<vehiclePath>.+))?$';
const read = (...pieces: (string | Uint8Array)[]) => {
  const reader = new AnswerReader(expectation);
  const readings = pieces.flatMap((piece) =>
    reader.push(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece),
  );
  return { ids: readings.map(({ connectorId }) => connectorId), readings, noise: reader.takeNoise() };
};
const answer = 'JFL 910101043 VIN JFL91010104391010\r\n';
/** Without what is only waiting to be thrown away, which would hide what is kept. */
function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

describe('reading answers out of bytes', () => {
  it('reads an answer with its VIN', () =>
    expect(read(answer).readings).toEqual([
      { connectorId: 910101043, vin: 'JFL91010104391010', vehiclePath: null },
    ]));

  it('reads a vehicle in the letters it was written in, UTF-8 or one byte each, wherever it is cut', () => {
    const path = 'ŠKODA#Citroën à';
    const bytes = Buffer.from(`JFL 7;${path}  \r\n`);
    for (let cut = 0; cut < bytes.length; cut += 1)
      expect(read(bytes.subarray(0, cut), bytes.subarray(cut)).readings).toMatchObject([
        { vehiclePath: path },
      ]);
    expect(read(Buffer.from('JFL 7;CITROËN#C4\r\n', 'latin1')).readings).toMatchObject([
      { connectorId: 7, vehiclePath: 'CITROËN#C4' },
    ]);
    expect(read('JFL 7;AUDI\u0001#100\r\n').readings).toMatchObject([{ connectorId: 7, vehiclePath: null }]);
  });

  it('reads the same answer however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(answer.length), { maxLength: 8 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), answer.length];
        const pieces = places.slice(1).map((end, at) => answer.slice(places[at], end));
        expect(read(...pieces)).toMatchObject({ ids: [910101043], noise: false });
      }),
    );
  });

  it('never takes the head of an answer for a whole one', () => {
    for (let end = 0; end < answer.length - 2; end += 1) expect(read(answer.slice(0, end)).ids).toEqual([]);
  });

  it('finds an answer behind noise, and says that there was noise', () => {
    expect(read('\u0000\u00ff#\r\nJFL 12\u0007JFL 9#' + answer)).toMatchObject({
      ids: [910101043],
      noise: true,
    });
  });

  it('takes nothing with something behind it', () => {
    expect(read('JFL 910101043 and more\r\n')).toMatchObject({ ids: [], noise: true });
    for (const more of ['x', 'V', '#']) expect(read(`JFL 910101043${more}\r\n`).ids).toEqual([]);
  });

  it('takes blanks behind an answer, and lines of nothing but blanks, for no noise', () => {
    for (const blanks of ['  ', '\t', '\v\f ']) {
      expect(read(`JFL 7${blanks}\r\n`)).toMatchObject({ ids: [7], noise: false });
      expect(read(`${blanks}\r\n`)).toMatchObject({ ids: [], noise: false });
    }
  });

  it('says that there was noise in the line of the answer, or after it, and says so once', () => {
    expect(read('#~JFL 7\r\n')).toMatchObject({ ids: [7], noise: true });
    expect(read('JFL 7\r\nJFL 9')).toMatchObject({ ids: [7], noise: true });
    const reader = new AnswerReader(expectation);
    reader.push(Buffer.from('#\r\n'));
    expect([reader.takeNoise(), reader.takeNoise()]).toEqual([true, false]);
  });

  it('takes a line that is longer than any answer for none, in one piece or in many', () => {
    const long = `JFL 7;${'x'.repeat(600)}\r\n`;
    for (const piece of [long.length, 100])
      expect(read(...(long.match(new RegExp(`[^]{1,${piece}}`, 'g')) ?? []))).toMatchObject({
        ids: [],
        noise: true,
      });
  });

  it('reads two answers, and ends of lines of every kind', () => {
    expect(read(answer + answer).ids).toEqual([910101043, 910101043]);
    for (const end of ['\r', '\n', '\r\n', '\n\r\n']) expect(read(`JFL 7${end}`).ids).toEqual([7]);
  });

  it('takes what is no VIN in its place for noise, and a padded one for none', () => {
    const vin = 'JFL91010104391010';
    for (const padded of [`${vin}\u0000\u0000`, `\u0000${vin}`, `${vin}\u00ff `, vin.toLowerCase()])
      expect(read(`JFL 7 VIN ${padded}\r\n`)).toMatchObject({
        readings: [{ connectorId: 7, vin }],
        noise: false,
      });
    for (const none of ['not programmed', vin.slice(1), `${vin}1`, '\u0000\u0000', '\u00ff   '])
      expect(read(`JFL 7 VIN ${none}\r\n`)).toMatchObject({
        readings: [{ connectorId: 7, vin: null }],
        noise: true,
      });
    expect(read(`JFL 7 VIN ${vin}\u0000;AUDI#100\u0000\r\n`).readings).toMatchObject([
      { vin, vehiclePath: 'AUDI#100' },
    ]);
    expect(read('JFL 7 VIN\r\n').ids).toEqual([]);
  });

  it('leaves a VIN out that is none, and an id that is none is no answer', () => {
    expect(read('JFL 0\r\n').ids).toEqual([]);
    expect(read('JFL 99999999999999999999\r\n').ids).toEqual([]);
  });

  it('survives any bytes, in bounded memory, and finds the answer after them', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 10 }), (noise) => {
        expect(read(...noise, '\r\n', answer).ids.at(-1)).toBe(910101043);
      }),
    );
    const reader = new AnswerReader(expectation);
    const started = usedMemory();
    const babble = Buffer.alloc(64 * 1024, 'x');
    for (let count = 0; count < 200; count += 1) reader.push(babble);
    expect(usedMemory() - started).toBeLessThan(1024 * 1024);
    expect(reader.push(Buffer.from('\r\nJFL 7\r\n')).map(({ connectorId }) => connectorId)).toEqual([7]);
  });
});

describe('asking a connector who it is', () => {
  /**
   * A connector that says one thing after each question, at once; null: it says nothing, and the time runs out.
   *
   * @param before what it says before it is asked anything.
   */
  function ask(
    answers: readonly (string | null)[],
    {
      retries = 2,
      send = 'ID?',
      before = '',
      sent = true,
      kind = 'query',
    }: {
      retries?: number;
      send?: string;
      before?: string;
      sent?: boolean;
      kind?: 'query' | 'listen';
    } = {},
  ) {
    const told: Reading[] = [];
    const heard: string[] = [];
    let say: (text: string) => void = () => undefined;
    const conversation = new Conversation(
      {
        onData: (listener) => {
          say = (text) => listener(Buffer.from(text, 'latin1'));
        },
        onLost: () => undefined,
        write: (bytes) => {
          const answer = answers[heard.length];
          heard.push(Buffer.from(bytes).toString('hex'));
          if (typeof answer === 'string') say(answer);
          return Promise.resolve(sent);
        },
        close: () => Promise.resolve(),
      },
      kind === 'listen'
        ? { kind, expect: expectation, timeoutMs: 1_000 }
        : { kind, send, expect: expectation, timeoutMs: 1_000, retries },
      () => Promise.resolve(),
      (reading) => told.push(reading),
    );
    say(before);
    return {
      identified: conversation.identify(),
      again: () => conversation.identify(),
      told,
      heard,
      say: (text: string) => say(text),
    };
  }
  const answered = (connectorId: number, more: Partial<Reading> = {}) => ({
    kind: 'answered',
    reading: { connectorId, vin: null, vehiclePath: null, ...more },
  });

  it('takes a clean answer at its word, and asks no more', async () => {
    const { identified, heard } = ask(['JFL 7\r\n']);
    expect(await identified).toEqual(answered(7));
    expect(heard).toHaveLength(1);
  });

  it('asks in the bytes that the profile says, one for each character', async () => {
    const { identified, heard } = ask(['JFL 7\r\n'], { send: '\u00ffID' });
    await identified;
    expect(heard).toEqual(['ff4944']);
  });

  it('asks again as often as the profile says, and then calls it silent', async () => {
    const { identified, heard } = ask([], { retries: 2 });
    expect(await identified).toEqual({ kind: 'silent', heard: 'nothing' });
    expect(heard).toHaveLength(3);
    const once = ask([], { retries: 0 });
    await once.identified;
    expect(once.heard).toHaveLength(1);
  });

  it('takes an answer to the last question too', async () => {
    expect(await ask([null, null, 'JFL 7\r\n'], { retries: 2 }).identified).toEqual(answered(7));
  });

  it('tells a connector that says something else from one that says nothing', async () => {
    expect(await ask(['what?\r\n']).identified).toEqual({ kind: 'silent', heard: 'garbage' });
    expect(await ask([null, 'JFL', null]).identified).toEqual({ kind: 'silent', heard: 'garbage' });
  });

  it('believes no answer to a question that did not go out', async () => {
    const { identified } = ask(['JFL 7\r\n', 'JFL 7\r\n', 'JFL 7\r\n'], { sent: false });
    expect(await identified).toEqual({ kind: 'silent', heard: 'nothing' });
  });

  it('wants an answer amid noise twice, and the same in everything it tells', async () => {
    const noisy = (text: string) => `#~${text}\r\n`;
    const [one, two] = ['JFL 7 VIN JFL91010104391010;AUDI#100', 'JFL 7 VIN JFL91010104391010;AUDI#10'];
    const reading = { vin: 'JFL91010104391010', vehiclePath: 'AUDI#100' };
    expect(await ask([noisy(one), noisy(one)], { retries: 1 }).identified).toEqual(answered(7, reading));
    for (const other of [
      two,
      'JFL 7 VIN WVGZZZ5NZEW069297;AUDI#100',
      'JFL 71 VIN JFL91010104391010;AUDI#100',
    ])
      expect([other, await ask([noisy(one), noisy(other)], { retries: 1 }).identified]).toEqual([
        other,
        { kind: 'silent', heard: 'garbage' },
      ]);
    expect(await ask([noisy(one)], { retries: 0 }).identified).toEqual({ kind: 'silent', heard: 'garbage' });
  });

  it('takes the same answer amid noise at the next time it asks, where it asks once', async () => {
    const answers = ['JFL 7 VIN none\r\n', 'JFL 7 VIN none\r\n'];
    const { identified, again } = ask(answers, { retries: 0 });
    expect(await identified).toEqual({ kind: 'silent', heard: 'garbage' });
    expect(await again()).toEqual(answered(7, { vinTold: 'NONE' }));
    const other = ask(['#~JFL 7\r\n', '#~JFL 71\r\n', '#~JFL 7\r\n'], { retries: 0 });
    await other.identified;
    for (let count = 0; count < 2; count += 1)
      expect(await other.again()).toEqual({ kind: 'silent', heard: 'garbage' });
  });

  it('writes nothing to a connector that says by itself who it is', async () => {
    const listening = ask([], { kind: 'listen', before: 'JFL 6\r\n' });
    listening.say('JFL 7\r\n');
    expect(await listening.identified).toEqual(answered(7));
    expect(listening.heard).toEqual([]);
  });

  it('takes one clean answer after noisy ones', async () => {
    expect(await ask(['#~JFL 71\r\n', 'JFL 711\r\n']).identified).toEqual(answered(711));
  });

  it('holds nothing against an answer that came before the question', async () => {
    const { identified, heard } = ask(['JFL 7\r\n'], { before: '#~noise\r\n' });
    expect(await identified).toEqual(answered(7));
    expect(heard).toHaveLength(1);
  });

  it('passes on what it is told unasked: before the question, with the answer, and later', async () => {
    const { identified, told, say } = ask(['JFL 7\r\nJFL 8\r\n'], { before: 'JFL 6\r\n' });
    expect(await identified).toEqual(answered(7));
    say('JFL 9\r\n');
    expect(told.map(({ connectorId }) => connectorId)).toEqual([6, 8, 9]);
  });

  it('takes the late answer to a question it gave up for news', async () => {
    const { identified, told, say } = ask([], { retries: 0 });
    await identified;
    say('JFL 7\r\n');
    expect(told).toMatchObject([{ connectorId: 7 }]);
  });

  it('passes on nothing that it is told unasked amid noise', async () => {
    const { identified, told, say } = ask(['JFL 7\r\n']);
    await identified;
    say('#~JFL 8\r\n');
    expect(told).toEqual([]);
    say('JFL 9\r\n');
    expect(told).toMatchObject([{ connectorId: 9 }]);
  });
});
