import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en.ts';
import { fr } from '../../../renderer/i18n/fr.ts';
import {
  hintOf,
  keysOf,
  matches,
  shortcutGroups,
  templateOf,
  type Keys,
  type ShortcutId,
} from '../../../renderer/state/shortcuts.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (key: string, held: Partial<Keys> = {}): Keys => ({ ...none, key, code: '', ...held });
const ctrl = { ctrlKey: true };
const all = Object.values(shortcutGroups)
  .flat()
  .map(([id]): ShortcutId => id);
const meant = (keys: Keys, mac = false) => all.filter((id) => matches(keys, id, mac));

describe('a key', () => {
  it.each<[string, Keys, ShortcutId[]]>([
    ['Ctrl+Enter', press('Enter', ctrl), ['send']],
    ['Enter', press('Enter'), ['nextField']],
    ['Shift+Enter', press('Enter', { shiftKey: true }), []],
    ['Ctrl+N', press('n', ctrl), ['newTicket']],
    ['Ctrl+N with Caps Lock', press('N', ctrl), ['newTicket']],
    ['Ctrl+Shift+N', press('N', { ...ctrl, shiftKey: true }), []],
    ['N', press('n'), []],
    ['F1', press('F1'), ['keys']],
    ['Ctrl+F1', press('F1', ctrl), []],
    ['Ctrl+/', press('/', ctrl), ['keys']],
    ['Ctrl+/ on a German keyboard', press('/', { ...ctrl, shiftKey: true, code: 'Digit7' }), ['keys']],
    ['Ctrl+,', press(',', ctrl), ['settings']],
    ['Ctrl+F', press('f', ctrl), ['search']],
    ['Ctrl+J', press('j', ctrl), ['usualAnswers']],
    ['AltGr+F', press('f', { ...ctrl, altKey: true }), []],
    ['the Windows key and F', press('f', { metaKey: true }), []],
    ['Esc', press('Escape'), ['close']],
    ['Ctrl+1', press('1', { ...ctrl, code: 'Digit1' }), ['template']],
    ['Ctrl+1 on a French keyboard', press('&', { ...ctrl, code: 'Digit1' }), ['template']],
    ['Ctrl+9 of the number pad', press('9', { ...ctrl, code: 'Numpad9' }), ['template']],
    ['Ctrl+0', press('0', { ...ctrl, code: 'Digit0' }), []],
    ['1', press('1', { code: 'Digit1' }), []],
  ])('%s means just what it says', (_name, keys, ids) => expect(meant(keys)).toEqual(ids));

  it('is held with Cmd on a Mac, and with Ctrl nowhere there', () => {
    expect(meant(press('Enter', { metaKey: true }), true)).toEqual(['send']);
    expect(meant(press('Enter', ctrl), true)).toEqual([]);
  });

  it('says which template', () => {
    expect(templateOf(press('"', { ...ctrl, code: 'Digit3' }), false)).toBe(3);
    expect(templateOf(press('3', { code: 'Digit3' }), false)).toBeNull();
  });
});

it('is written as it stands on the keyboard', () => {
  const { key } = en.shortcuts;
  expect(keysOf('send', key, false)).toEqual([['Ctrl', 'Enter']]);
  expect(keysOf('send', fr.shortcuts.key, false)).toEqual([['Ctrl', 'Entrée']]);
  expect(keysOf('send', key, true)).toEqual([['⌘', 'Enter']]);
  expect(keysOf('template', key, false)).toEqual([['Ctrl', '1 … 9']]);
  expect(hintOf('send', key, undefined, true)).toBe('⌘+Enter');
  expect(hintOf('template', key, 3, false)).toBe('Ctrl+3');
  expect(keysOf('keys', key, false)).toEqual([['F1'], ['Ctrl', '/']]);
});
