import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  ConnectorProfile,
  couldBeOurs,
  plainPort,
  profileFor,
  readAnswer,
  readSerialNumber,
  forAnyVin,
} from '../../main/connector/profile.ts';

const query = { kind: 'query', send: 'ID?\r\n', expect: '^JFL (?<connectorId>\\d+)$' } as const;
const profile = (match: object, identify: object = query) =>
  v.safeParse(ConnectorProfile, { id: 'p', match, identify });
const parsed = (match: object) => v.parse(ConnectorProfile, { id: 'p', match, identify: query });

describe('connector profiles', () => {
  it('are refused when they would match every device, or cannot tell an id', () => {
    expect(profile({}).success).toBe(false);
    expect(profile({ path: '(' }).success).toBe(false);
    expect(profile({ vendorId: 'xyz' }).success).toBe(false);
    expect(profile({ path: 'x' }, { ...query, expect: '^JFL (\\d+)$' }).success).toBe(false);
    expect(profile({ path: 'x', wrong: 1 }).success).toBe(false);
    expect(profile({ path: '^/dev/ttyUSB' }).success).toBe(true);
  });

  it.each([
    ['pattern', { path: '(' }, {}, 'is no valid regular expression'],
    [
      'expectation without an id',
      { path: 'x' },
      { identify: { ...query, expect: 'JFL' } },
      'needs a group named connectorId: (?<connectorId>…)',
    ],
    ['USB id that is too short', { vendorId: '1a8' }, {}, 'must be four hexadecimal digits'],
    ['USB id that is too long', { productId: '1a860' }, {}, 'must be four hexadecimal digits'],
    ['USB id with something before it', { productId: 'x1a86' }, {}, 'must be four hexadecimal digits'],
    ['name with a blank', { path: 'x' }, { id: 'a b' }, 'must be letters, digits, - and _'],
    ['name with a mark before it', { path: 'x' }, { id: '!p' }, 'must be letters, digits, - and _'],
    ['name with a mark behind it', { path: 'x' }, { id: 'p!' }, 'must be letters, digits, - and _'],
    ['match of nothing', {}, {}, 'must name at least one property, or it would match every device'],
  ])('say what is wrong with a %s', (_name, match, more, message) => {
    const { issues } = v.safeParse(ConnectorProfile, { id: 'p', match, identify: query, ...more });
    expect(issues?.map((issue) => issue.message)).toEqual([message]);
  });

  it('match only where everything given fits', () => {
    const both = [parsed({ vendorId: '1A86', manufacturer: '^Jifeline' })];
    const device = { path: '/dev/ttyUSB0', vendorId: '1a86', manufacturer: 'Jifeline BV' };
    expect(profileFor(device, both)?.id).toBe('p');
    expect(profileFor({ ...device, vendorId: '1a87' }, both)).toBeNull();
    expect(profileFor({ ...device, manufacturer: undefined }, both)).toBeNull();
    expect(profileFor({ ...device, manufacturer: 'Another BV' }, both)).toBeNull();
    // What a device does not tell has no letters, not even those of "undefined".
    expect(profileFor({ path: '/dev/ttyUSB0' }, [parsed({ manufacturer: '.' })])).toBeNull();
    expect(profileFor({ path: '/dev/ttyUSB0' }, both)).toBeNull();
  });

  it('know a USB device that has no serial port yet by what it says it is, wherever its port would be', () => {
    const ours = parsed({ vendorId: '1a86', path: '^/dev/ttyUSB' });
    const byPath = parsed({ path: '^/dev/ttyUSB' });
    const unplugged = { vendorId: '1a86', manufacturer: 'Jifeline BV' };
    expect(couldBeOurs(unplugged, [ours])).toBe(true);
    expect(couldBeOurs(unplugged, [byPath, ours])).toBe(true);
    expect(couldBeOurs({ ...unplugged, vendorId: '1a87' }, [ours])).toBe(false);
    expect(couldBeOurs({}, [ours])).toBe(false);
    expect(couldBeOurs(unplugged, [])).toBe(false);
  });

  it('that name ports by their path alone know no device by what it is', () => {
    expect(couldBeOurs({ vendorId: '1a86' }, [parsed({ path: '.' })])).toBe(false);
    expect(couldBeOurs({ vendorId: '1a86' }, [parsed({ path: '.', vendorId: undefined })])).toBe(false);
  });

  it('read an id out of a USB serial number', () => {
    const expectation = '^JFL(?<connectorId>\\d{9})$';
    expect(readAnswer('JFL910101043', expectation)).toEqual({
      connectorId: 910101043,
      vin: null,
      vehiclePath: null,
    });
    expect(readAnswer('XJFL910101043', expectation)).toBeNull();
    expect(readAnswer('', expectation)).toBeNull();
  });

  it('take the whole text for an answer or nothing of it, whatever the pattern leaves open', () => {
    const open = '(?<connectorId>\\d+)';
    expect(readAnswer('910101043', open)).toMatchObject({ connectorId: 910101043 });
    expect(readAnswer('JFL 910101043', open)).toBeNull();
    expect(readAnswer('910101043 V', open)).toBeNull();
  });

  it('take a whole number from 1 for an id, and nothing else', () => {
    const id = (text: string) => readAnswer(text, '^(?<connectorId>.*)$')?.connectorId;
    expect(id('1')).toBe(1);
    for (const none of ['0', '-1', '1.5', '', 'x', '9007199254740993'])
      expect([none, id(none)]).toEqual([none, undefined]);
  });

  it('know a serial number in capitals and in small letters, and nothing else in them', () => {
    const device = { path: 'COM3', manufacturer: 'JIFELINE', serialNumber: 'JFL7' };
    expect(profileFor(device, [parsed({ serialNumber: '^jfl' })])?.id).toBe('p');
    expect(profileFor(device, [parsed({ manufacturer: '^Jifeline' })])).toBeNull();
    expect(readSerialNumber('JFL7', '^jfl(?<connectorId>\\d)$')).toMatchObject({ connectorId: 7 });
    expect(readAnswer('JFL7', '^jfl(?<connectorId>\\d)$')).toBeNull();
  });

  it('take the number that Windows makes up for none, and any other for the device’s', () => {
    const port = { path: 'COM3', vendorId: '1A86', serialNumber: '5&2A8B1F2D&0&3' };
    expect(plainPort(port, 'win32')).toEqual({ ...port, serialNumber: undefined });
    expect(plainPort(port, 'linux')).toBe(port);
    for (const serialNumber of ['A1', undefined])
      expect(plainPort({ ...port, serialNumber }, 'win32')).toEqual({ ...port, serialNumber });
  });

  it('offer the VIN that is left without padding, and say that what is left of another is none', () => {
    const told = (vin: string) => {
      const reading = readAnswer(`7;${vin}`, '^(?<connectorId>\\d+);(?<vin>[^]*)$');
      return [reading?.vin, reading?.vinTold];
    };
    const vin = 'WVGZZZ5NZEW069297';
    for (const padded of [`${vin}\u0000`, `\u00ff${vin}`, ` ${vin}\u001f\u007f\u00a0`, vin.toLowerCase()])
      expect([padded, ...told(padded)]).toEqual([padded, vin, undefined]);
    expect(told('')).toEqual([null, undefined]);
    for (const padding of ['   ', '\u0000\u0000', '\u00ff'])
      expect([padding, ...told(padding)]).toEqual([padding, null, '']);
    for (const other of ['NOT PROGRAMMED', vin.slice(1), '?'])
      expect([other, ...told(other)]).toEqual([other, null, other]);
  });

  it('take anything in the place of the VIN, where they are told to, and look for the rest as before', () => {
    const place = '(?<vin>[^]*?)';
    expect(forAnyVin('^(?<connectorId>\\d+)$')).toBeNull();
    expect(forAnyVin('^(?<connectorId>\\d+) (?<vin>[A-Z]{17})$')).toBe(`^(?<connectorId>\\d+) ${place}$`);
    expect(forAnyVin('(?<vin>(?:[(]|\\)|x(y))+)(z)')).toBe(`${place}(z)`);
    expect(forAnyVin('(?<vin>[)\\]]\\()')).toBe(place);
    expect(forAnyVin('\\(?<vin>')).toBeNull();
  });

  it('read nothing with a pattern that is none, or only looks as if it asked for an id', () => {
    expect(readAnswer('JFL 7', '(')).toBeNull();
    expect(readAnswer('<connectorId>', '\\(?<connectorId>')).toBeNull();
  });

  it('may look for the vehicle, of which only a line of text counts', () => {
    const told = (path: string) =>
      readAnswer(`JFL 7${path}`, '^JFL (?<connectorId>\\d+)(?:;(?<vehiclePath>[^]*))?$')?.vehiclePath;
    expect(told(';AUDI#100#100 - (44, 44Q, C3)#1.8 Quattro 65KW SH')).toBe(
      'AUDI#100#100 - (44, 44Q, C3)#1.8 Quattro 65KW SH',
    );
    expect(told(';  ŠKODA#Octavia \t')).toBe('ŠKODA#Octavia');
    expect(told(`;${'x'.repeat(300)}`)).toHaveLength(300);
    for (const none of [
      '',
      ';',
      ';   ',
      `;${'x'.repeat(301)}`,
      ';AU\u0007DI#100',
      ';AUDI\u202e#100',
      ';AUDI\n#100',
    ])
      expect([none, told(none)]).toEqual([none, null]);
  });

  it('that ship name no USB ids: none are published', () => {
    const file = fileURLToPath(new URL('../../resources/connector-profiles.json', import.meta.url));
    const shipped = v.parse(v.array(ConnectorProfile), JSON.parse(readFileSync(file, 'utf8')));
    for (const { match } of shipped) expect(match).not.toHaveProperty('vendorId');
  });
});
