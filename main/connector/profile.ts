import * as v from 'valibot';
import { plainName } from '../../preload/contract/clean.ts';
import { LONGEST_VEHICLE_PATH, LONGEST_VIN_TOLD } from '../../preload/contract/connector.ts';
import { judgeVin } from '../../preload/contract/vin.ts';

/** A pattern is data from a file: it must be readable as one, and bounded. */
const Pattern = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(500),
  v.check((source) => toPattern(source) !== null, 'is no valid regular expression'),
);
const PatternWithId = v.pipe(
  Pattern,
  v.includes('(?<connectorId>', 'needs a group named connectorId: (?<connectorId>…)'),
);
const Hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{4}$/i, 'must be four hexadecimal digits'));
const Milliseconds = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));

/**
 * Which device a profile is for, and how the device tells its id: data, because no public document says how a
 * connector identifies itself over a cable (docs/connector.md).
 */
export const ConnectorProfile = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,60}$/, 'must be letters, digits, - and _')),
  /** All that are given must match. Nothing given would match every device in the workshop, so it is refused. */
  match: v.pipe(
    v.strictObject({
      vendorId: v.optional(Hex),
      productId: v.optional(Hex),
      path: v.optional(Pattern),
      manufacturer: v.optional(Pattern),
      serialNumber: v.optional(Pattern),
    }),
    v.check(
      (match) => Object.keys(match).length > 0,
      'must name at least one property, or it would match every device',
    ),
  ),
  baudRate: v.optional(v.pipe(v.number(), v.integer(), v.minValue(50), v.maxValue(4_000_000)), 115_200),
  parity: v.optional(v.picklist(['none', 'even', 'odd'])),
  dataBits: v.optional(v.picklist([7, 8])),
  stopBits: v.optional(v.picklist([1, 2])),
  flowControl: v.optional(v.picklist(['none', 'hardware', 'software'])),
  dtr: v.optional(v.boolean()),
  rts: v.optional(v.boolean()),
  /** For a device that starts anew when its port is opened: what it says meanwhile counts, but it is not asked. */
  waitAfterOpenMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(30_000)), 0),
  identify: v.variant('kind', [
    /** Ask, and read the answer line by line. */
    v.strictObject({
      kind: v.literal('query'),
      /** One byte for each character. */
      send: v.pipe(
        v.string(),
        v.minLength(1),
        v.maxLength(200),
        v.regex(/^[\u0000-\u00ff]*$/, 'must be bytes: no character above \\u00ff'),
      ),
      expect: PatternWithId,
      timeoutMs: v.optional(Milliseconds(30_000), 1_000),
      retries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)), 2),
    }),
    /** It says by itself who it is: nothing is ever written to it. */
    v.strictObject({
      kind: v.literal('listen'),
      expect: PatternWithId,
      timeoutMs: v.optional(Milliseconds(30_000), 5_000),
    }),
    /** The id is in the USB serial number: the device need not be asked, nor even opened. */
    v.strictObject({ kind: v.literal('usb-serial-number'), expect: PatternWithId }),
  ]),
});
export type ConnectorProfile = v.InferOutput<typeof ConnectorProfile>;

/** What the operating system tells of a serial port. Empty where it tells nothing. */
export interface PortInfo {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
  /** What the system calls this device in this socket. */
  readonly pnpId?: string | undefined;
  /** The node in /dev: another one each time a device is plugged in, under the same name too. */
  readonly node?: string | undefined;
}

/**
 * Windows makes up a number where a device tells none, such as `5&2a8b1f2d&0&3`: it says where the device is plugged in,
 * and not which one it is. The mark in it is what no device may have in its own.
 */
export function plainPort(port: PortInfo, platform: NodeJS.Platform): PortInfo {
  const isMadeUp = platform === 'win32' && port.serialNumber?.includes('&') === true;
  return isMadeUp ? { ...port, serialNumber: undefined } : port;
}

/** The first profile that matches a port. No profile, no byte: it may be other workshop equipment. */
export function profileFor(port: PortInfo, profiles: readonly ConnectorProfile[]): ConnectorProfile | null {
  return profiles.find(({ match }) => matches(port, match)) ?? null;
}

/**
 * Whether a USB device that has no serial port (yet) would be one of ours by what it says it is. A profile that names
 * ports by their path alone says nothing of that.
 */
export function couldBeOurs(device: Omit<PortInfo, 'path'>, profiles: readonly ConnectorProfile[]): boolean {
  return profiles.some(({ match: { path: _path, ...match } }) => {
    const saysSomething = Object.values(match).some((wanted) => wanted !== undefined);
    return saysSomething && matches({ path: '', ...device }, match);
  });
}

function matches(port: PortInfo, match: ConnectorProfile['match']): boolean {
  const sameHex = (wanted: string | undefined, actual: string | undefined) =>
    wanted === undefined || actual?.toLowerCase() === wanted.toLowerCase();
  const fits = (pattern: string | undefined, actual: string | undefined, flags = '') =>
    pattern === undefined || (actual !== undefined && toPattern(pattern, flags)?.test(actual) === true);
  return (
    sameHex(match.vendorId, port.vendorId) &&
    sameHex(match.productId, port.productId) &&
    fits(match.path, port.path) &&
    fits(match.manufacturer, port.manufacturer) &&
    // Windows tells it in capitals, however the device has it.
    fits(match.serialNumber, port.serialNumber, 'i')
  );
}

/** What a connector tells of itself. */
export interface Reading {
  readonly connectorId: number;
  /** The VIN of the car it is plugged into, when it knows it. */
  readonly vin: string | null;
  /**
   * What it told where a VIN was to be, and what is none for certain: another number, filler, a piece of one. Empty: only
   * padding. Absent: it told a VIN, or nothing.
   */
  readonly vinTold?: string;
  /** The car as the connector names it, from make to variant, when the profile looks for it and the connector tells it. */
  readonly vehiclePath: string | null;
}

/**
 * Reads a connector's answer, which must be the whole text. An id that is no positive whole number is no answer; a
 * vehicle path that is no line of text is left out. Where the VIN stands, the pattern says; whether it is one, `judgeVin`.
 *
 * @param words how what people call things is read from the text, where the text is bytes rather than letters.
 * @param flags of the regular expression.
 */
export function readAnswer(
  text: string,
  expect: string,
  words = (told: string): string => told,
  flags = '',
): Reading | null {
  const match = toPattern(expect, flags)?.exec(text);
  const groups = match?.groups;
  if (groups === undefined || match?.[0].length !== text.length) return null;
  const connectorId = Number(groups.connectorId);
  if (!Number.isSafeInteger(connectorId) || connectorId < 1) return null;
  const vehiclePath = vehiclePathOf(words(groups.vehiclePath ?? ''));
  return { connectorId, ...vinOf(words(groups.vin ?? '')), vehiclePath };
}

/** Control units pad with NUL, 0xFF and blanks, which say nothing. */
function vinOf(told: string): Pick<Reading, 'vin' | 'vinTold'> {
  if (told === '') return { vin: null };
  const inside = told.replaceAll(/^[\p{C}\s\u00FF\uFFFD]+|[\p{C}\s\u00FF\uFFFD]+$/gu, '');
  const { kind, text } = judgeVin(inside);
  return kind === 'vin'
    ? { vin: text }
    : { vin: null, vinTold: text.replaceAll(/\p{C}/gu, '').slice(0, LONGEST_VIN_TOLD) };
}

/**
 * A pattern that takes any text where this one wants a VIN, so that a car without a usable one costs no connector its id;
 * null: it has no such group.
 */
export function forAnyVin(expect: string): string | null {
  const start = expect.indexOf('(?<vin>');
  if (start === -1) return null;
  const body = start + '(?<vin>'.length;
  let depth = 0;
  let inClass = false;
  for (let at = body; at < expect.length; at += 1) {
    const character = expect[at];
    if (character === '\\') at += 1;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth += 1;
    else if (character === ')' && depth > 0) depth -= 1;
    else if (character === ')') return `${expect.slice(0, body)}[^]*?${expect.slice(at)}`;
  }
  return null;
}

/** Reads the id out of a USB serial number, which Windows tells in capitals. */
export const readSerialNumber = (serialNumber: string, expect: string): Reading | null =>
  readAnswer(serialNumber, expect, undefined, 'i');

function vehiclePathOf(told: string): string | null {
  // Control characters are noise, and marks of direction show another text than it is.
  if (/[\p{Cc}\p{Bidi_Control}]/u.test(told.trim())) return null;
  const path = plainName(told);
  return path === '' || path.length > LONGEST_VEHICLE_PATH || /[\p{Cn}\p{Co}\p{Cs}]/u.test(path)
    ? null
    : path;
}

function toPattern(source: string, flags = ''): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
