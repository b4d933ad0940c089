import { beforeAll, describe, expect, it } from 'vitest';
import type { ServiceView, SessionView } from '../../../preload/contract/session.ts';
import { nameOf, serviceLight, untilWords } from '../../../renderer/features/sign-in/service-light.ts';
import { speak } from '../../../renderer/i18n/texts.ts';

beforeAll(() => speak('en'));

const reachable: ServiceView = { state: 'reachable', problem: null, checkedAt: 1 };
const anna = { name: 'oidc:1', method: 'oidc', label: 'anna' } as const;
const session = (changes: Partial<SessionView> = {}): SessionView => ({
  account: anna,
  accounts: [anna],
  restoring: false,
  refused: false,
  expiresAt: null,
  renews: false,
  storedIn: 'keychain',
  storageProblem: null,
  storageMessage: null,
  undeleted: false,
  pending: null,
  signInProblem: null,
  ...changes,
});
const detail = (changes: Partial<SessionView>) => serviceLight(reachable, session(changes)).detail;

describe('the service’s light', () => {
  it('says who is signed in and, as far as anybody knows, until when', () => {
    expect(detail({})).toBe('Signed in as anna');
    expect(detail({ renews: true })).toBe('Signed in as anna · stays signed in');
    const at = new Date(2026, 10, 24, 14, 5).getTime();
    expect(detail({ expiresAt: at })).toMatch(/^Signed in as anna · until \d\d:05/);
    expect(detail({ renews: true, storedIn: 'session' })).toBe('Signed in as anna · This session only');
  });

  it('says what must be done first', () => {
    expect(serviceLight(reachable, session({ account: null }))).toMatchObject({
      tone: 'warn',
      detail: 'Not signed in',
    });
    expect(serviceLight(reachable, session({ refused: true }))).toMatchObject({
      tone: 'warn',
      detail: 'Sign in again',
    });
    const away: ServiceView = { state: 'unreachable', problem: 'net.dns', checkedAt: 1 };
    expect(serviceLight(away, session()).detail).toContain('name was not found');
  });
});

describe('the words for an account', () => {
  it('are the ones that people use', () => {
    expect(nameOf({ method: 'oidc', label: 'a@b.example' })).toBe('a@b.example');
    expect(nameOf({ method: 'connector-pin', label: '910101043' })).toBe('connector 910\u00a0101\u00a0043');
    const uuid = '3f1a7c52-6f0e-4a0b-9d7e-5b1c2d3e4f50';
    expect(nameOf({ method: 'connector-pin', label: uuid })).toBe(`connector ${uuid}`);
    expect(nameOf({ method: 'token', label: 'token' })).toBe('Pasted token');
  });

  it('promise nothing about how long it lasts that nobody said', () => {
    expect(untilWords(session())).toContain('the service’s to say');
    expect(untilWords(session({ renews: true }))).toContain('renewed by itself');
    expect(untilWords(session({ expiresAt: 1_800_000_000_000 }))).toContain('It ends');
  });
});
