import * as v from 'valibot';
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
  identify: v.variant('kind', [
    /** Ask, and read the answer line by line. */
    v.strictObject({
      kind: v.literal('query'),
      send: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
      expect: PatternWithId,
      timeoutMs: v.optional(Milliseconds(30_000), 1_000),
      retries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)), 2),
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
  const fits = (pattern: string | undefined, actual: string | undefined) =>
    pattern === undefined || (actual !== undefined && toPattern(pattern)?.test(actual) === true);
  return (
    sameHex(match.vendorId, port.vendorId) &&
    sameHex(match.productId, port.productId) &&
    fits(match.path, port.path) &&
    fits(match.manufacturer, port.manufacturer) &&
    fits(match.serialNumber, port.serialNumber)
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
 */
export function readAnswer(
  text: string,
  expect: string,
  words = (told: string): string => told,
): Reading | null {
  const match = toPattern(expect)?.exec(text);
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
    else if (character === ')') return `${expect.slice(0, body)}.*?${expect.slice(at)}`;
  }
  return null;
}

function vehiclePathOf(told: string): string | null {
  const path = told.trim();
  return path === '' || path.length > LONGEST_VEHICLE_PATH || /\p{C}/u.test(path) ? null : path;
}

function toPattern(source: string): RegExp | null {
  try {
    return new RegExp(source);
  } catch {
    return null;
  }
}
