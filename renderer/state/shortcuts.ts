/** Every key that does something of its own in the window. */
export type ShortcutId =
  'send' | 'usualAnswers' | 'template' | 'newTicket' | 'nextField' | 'search' | 'settings' | 'keys' | 'close';

/** One key with its modifier. */
export interface Chord {
  /** With Ctrl; on a Mac with Cmd. */
  readonly command: boolean;
  /** As `KeyboardEvent.key` says it; a digit as its place, since some keyboards write it only with Shift. */
  readonly key: string;
  /** The last of a row of digits that begins with `key`. */
  readonly to?: string;
}

const command = (key: string, to?: string): Chord => ({
  command: true,
  key,
  ...(to === undefined ? {} : { to }),
});
const plain = (key: string): Chord => ({ command: false, key });

/** All of them, in the groups in which people look for them. What listens and what lists are both led by this table. */
export const shortcutGroups = {
  ticket: [
    ['send', [command('Enter')]],
    ['usualAnswers', [command('j')]],
    ['template', [command('1', '9')]],
    ['nextField', [plain('Enter')]],
  ],
  tickets: [
    ['newTicket', [command('n')]],
    ['search', [command('f')]],
  ],
  window: [
    ['settings', [command(',')]],
    ['keys', [plain('F1'), command('/')]],
    ['close', [plain('Escape')]],
  ],
} as const satisfies Record<string, readonly (readonly [ShortcutId, readonly Chord[]])[]>;
export type ShortcutGroup = keyof typeof shortcutGroups;

const chordsOf = new Map<ShortcutId, readonly Chord[]>(Object.values(shortcutGroups).flat());

/** As much of an event as tells the keys. */
export type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export const isMac = (): boolean => navigator.userAgent.includes('Macintosh');

/** Whether these keys are that shortcut. */
export const matches = (event: Keys, id: ShortcutId, mac = isMac()): boolean =>
  (chordsOf.get(id) ?? []).some((chord) => fits(event, chord, mac));

/** Which template, from 1, is asked for; null: none. */
export const templateOf = (event: Keys, mac = isMac()): number | null =>
  matches(event, 'template', mac) ? Number(digitOf(event)) : null;

function fits(event: Keys, { command, key, to }: Chord, mac: boolean): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  // AltGr is Ctrl and Alt: it writes characters.
  if (altKey || (mac ? metaKey : ctrlKey) !== command || (mac ? ctrlKey : metaKey)) return false;
  if (to !== undefined) {
    const digit = digitOf(event);
    return !shiftKey && digit !== null && digit >= key && digit <= to;
  }
  // On many keyboards a slash is written with Shift.
  return (key === '/' || !shiftKey) && event.key.toLowerCase() === key.toLowerCase();
}

const digitOf = ({ code }: Keys): string | null => /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null;

/** What stands on the keys, in words of a language. */
export interface KeyNames {
  readonly command: string;
  readonly Enter: string;
  readonly Escape: string;
}

/** Each way to press it, each a list of keys: `[['Ctrl', 'Enter']]`. A row of digits is one key: `1 … 9`. */
export const keysOf = (id: ShortcutId, names: KeyNames, mac = isMac()): readonly (readonly string[])[] =>
  (chordsOf.get(id) ?? []).map(({ command, key, to }) => {
    const name = key === 'Enter' || key === 'Escape' ? names[key] : key.toUpperCase();
    return [...(command ? [mac ? '⌘' : names.command] : []), to === undefined ? name : `${name} … ${to}`];
  });

/** One way to press it, as a hint on a button: `Ctrl+Enter`; of a row of digits the one that is given. */
export function hintOf(id: ShortcutId, names: KeyNames, digit?: number, mac = isMac()): string {
  const [keys = []] = keysOf(id, names, mac);
  return (digit === undefined ? keys : [...keys.slice(0, -1), String(digit)]).join('+');
}
