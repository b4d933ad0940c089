import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerReader } from '../../main/connector/identify.ts';

const expectation = '^JFL (?<connectorId>\\d+)(?: VIN (?<vin>[A-HJ-NPR-Z0-9]{17}))?(?:;(?<vehiclePath>.+))?$';
const read = (...pieces: (string | Uint8Array)[]) => {
  const reader = new AnswerReader(expectation);
  const readings = pieces.flatMap((piece) =>
    reader.push(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece),
  );
  return { ids: readings.map(({ connectorId }) => connectorId), readings, noise: reader.takeNoise() };
};
const answer = 'JFL 910101043 VIN JFL91010104391010\r\n';

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
    expect(read('JFL 910101043x\r\n').ids).toEqual([]);
  });

  it('reads two answers, and ends of lines of every kind', () => {
    expect(read(answer + answer).ids).toEqual([910101043, 910101043]);
    for (const end of ['\r', '\n', '\r\n', '\n\r\n']) expect(read(`JFL 7${end}`).ids).toEqual([7]);
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
    const started = process.memoryUsage().heapUsed;
    const babble = Buffer.alloc(64 * 1024, 'x');
    for (let count = 0; count < 200; count += 1) reader.push(babble);
    expect(process.memoryUsage().heapUsed - started).toBeLessThan(64 * 1024 * 1024);
    expect(reader.push(Buffer.from('\r\nJFL 7\r\n')).map(({ connectorId }) => connectorId)).toEqual([7]);
  });
});
