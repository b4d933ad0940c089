import { describe, expect, it } from 'vitest';
import { openFailureOf, openFailureOnWindows } from '../../main/connector/open-error.ts';

describe('why a port did not open, on Linux and macOS', () => {
  const message = 'Error: Keine Berechtigung, cannot open /dev/ttyUSB0';
  const refused = (code: string, number: number | null) => ({ kind: 'refused', code, number }) as const;

  it('is told by the node, whatever the text says', () => {
    for (const text of [message, 'Error: Permission denied, cannot open /dev/ttyUSB0', '']) {
      expect(openFailureOf(text, { kind: 'missing' }, [])).toBe('gone');
      expect(openFailureOf(text, { kind: 'denied' }, [])).toBe('no-permission');
      expect(openFailureOf(text, refused('EBUSY', 16), [])).toBe('busy');
      expect(openFailureOf(text, refused('EACCES', 13), [])).toBe('no-permission');
      expect(openFailureOf(text, refused('EPERM', 1), [])).toBe('no-permission');
      expect(openFailureOf(text, refused('EPROTO', 71), [])).toEqual({ refused: 71 });
      expect(openFailureOf(text, refused('EUNKNOWN', null), [])).toEqual({ refused: null });
      expect(openFailureOf(text, { kind: 'fine' }, [])).toEqual({ refused: null });
      expect(openFailureOf(text, { kind: 'fine' }, ['minicom'])).toBe('busy');
    }
  });

  it('is a program that has it, where serialport could not lock it: its own words, in no other language', () => {
    const locked = 'Error Die Ressource ist zur Zeit nicht verfügbar Cannot lock port';
    expect(openFailureOf(locked, { kind: 'fine' }, [])).toBe('busy');
    expect(openFailureOf(locked, { kind: 'denied' }, [])).toBe('no-permission');
  });
});

describe('why a port did not open, on Windows', () => {
  it.each([
    ['Opening COM5: Access denied', 'busy'],
    ['Opening COM5: File not found', 'gone'],
    ['Opening COM31: Unknown error code 31', { refused: 31 }],
    ['Opening COM5: Unknown error code 121', { refused: 121 }],
    ['Opening COM5: Unknown error code 1', { refused: 1 }],
    ['Opening COM5: Unknown error code 5', { refused: 5 }],
    ['Opening COM5: Unknown error code 433', { refused: 433 }],
    ['Open (SetCommState): Unknown error code 31', { refused: 31 }],
    ['Open (GetCommState): Invalid handle', { refused: 6 }],
    ['Opening COM5: Operation aborted', { refused: 995 }],
    ['Open (SetCommState): The parameter is incorrect', { refused: 87 }],
    ['Opening COM5', { refused: null }],
    ['', { refused: null }],
  ])('%s', (message, failure) => expect(openFailureOnWindows(message)).toEqual(failure));
});
