import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { findingsOf, type Facts, type Situation, type UsbDevice } from '../../main/connector/port-doctor.ts';
import { Finding } from '../../preload/contract/connector.ts';

const nothing: Facts = {
  platform: 'linux',
  usb: null,
  strangers: [],
  appeared: [],
  helpers: null,
  access: null,
  holders: null,
};
const device = (
  serial: UsbDevice['serial'],
  known: { isNew?: boolean; isOurs?: boolean } = {},
  name = 'Adapter',
) => ({ key: name, name, serial, isNew: false, isOurs: false, ...known });
const helper = (isRunning: boolean, ...units: string[]) => ({ isRunning, units });
const none: Situation = { state: 'none' };
const busy: Situation = { state: 'busy', port: '/dev/ttyUSB0' };
const denied: Situation = { state: 'no-permission', port: '/dev/ttyUSB0' };
const silent: Situation = { state: 'not-answering', port: '/dev/ttyUSB0', heard: 'nothing' };
const garbage: Situation = { ...silent, heard: 'garbage' };

const order = (situation: Situation, facts: Partial<Facts> = {}) =>
  findingsOf(situation, { ...nothing, ...facts }).map(({ code }) => code);
const one = (situation: Situation, code: string, facts: Partial<Facts> = {}) => {
  const found = findingsOf(situation, { ...nothing, ...facts });
  expect(found.every((finding) => v.is(Finding, finding))).toBe(true);
  return found.find((finding) => finding.code === code);
};

describe('the order of the causes', () => {
  it('begins with the likeliest while nothing is known', () => {
    expect(order(none)).toEqual(['cable', 'driver', 'brltty', 'car', 'no-profile']);
    expect(order(busy)).toEqual(['port-in-use', 'modem-manager', 'brltty']);
    expect(order(denied)).toEqual(['rights']);
    expect(order(silent)).toEqual(['car', 'port-in-use', 'modem-manager', 'speed']);
    expect(order(garbage)).toEqual(['speed', 'port-in-use', 'modem-manager', 'car']);
  });

  it('blames neither car nor speed for what the driver or the profile does', () => {
    const refused = { state: 'refused', port: 'COM5', number: 31 } as const;
    expect(order(refused)).toEqual(['refused', 'port-in-use']);
    expect(one(refused, 'refused')).toMatchObject({ state: 'problem', names: ['31'] });
    expect(one({ ...refused, number: null }, 'refused')).toMatchObject({ state: 'problem', names: [] });
    expect(order({ ...silent, heard: 'no-serial-number' })).toEqual(['serial-number']);
  });

  it('leaves out what exists on Linux only', () => {
    expect(order(none, { platform: 'win32' })).toEqual(['cable', 'driver', 'car', 'no-profile']);
    expect(order(busy, { platform: 'darwin' })).toEqual(['port-in-use']);
  });

  it('puts what was found to be wrong first, and what is fine last', () => {
    const facts = {
      usb: [device('no-driver', { isOurs: true })],
      helpers: { brltty: helper(false), modemManager: helper(false) },
    };
    expect(order(none, facts)).toEqual(['driver', 'car', 'cable', 'brltty', 'no-profile']);
    expect(order(silent, { holders: ['minicom'] })).toEqual(['port-in-use', 'car', 'modem-manager', 'speed']);
  });
});

describe('the cable', () => {
  it('is watched for what appears, for no PC knows which cable it is', () => {
    expect(one(none, 'cable')).toMatchObject({ state: 'unknown', names: [] });
    expect(one(none, 'cable', { usb: [device('other')] })).toMatchObject({ state: 'unknown' });
    expect(one(none, 'cable', { appeared: ['Adapter'] })).toMatchObject({ state: 'ok', names: ['Adapter'] });
  });

  it('is fine when a device that a profile is for is on USB, whatever keeps it from being a port', () => {
    expect(one(none, 'cable', { usb: [device('no-driver', { isOurs: true })] })).toMatchObject({
      state: 'ok',
    });
  });

  it('is the problem when there is nothing on USB at all', () => {
    expect(one(none, 'cable', { usb: [] })).toMatchObject({ state: 'problem' });
  });
});

describe('the driver', () => {
  it('is missing for a device of ours, and for one that was just plugged in', () => {
    for (const known of [{ isOurs: true }, { isNew: true }])
      expect(one(none, 'driver', { usb: [device('no-driver', known)] })).toMatchObject({
        state: 'problem',
        names: ['Adapter'],
        command: 'lsusb -t',
      });
  });

  it('is only a suspicion for others, which may well be fingerprint readers', () => {
    expect(one(none, 'driver', { usb: [device('no-driver')] })).toMatchObject({
      state: 'unknown',
      names: ['Adapter'],
    });
  });

  it('is not to blame when each device has what it needs', () => {
    expect(one(none, 'driver', { usb: [device('port'), device('other')] })).toMatchObject({ state: 'ok' });
  });

  it('cannot be looked at elsewhere, but can be looked up', () => {
    for (const [platform, command] of [
      ['win32', 'devmgmt.msc'],
      ['darwin', 'system_profiler SPUSBDataType'],
    ] as const)
      expect(one(none, 'driver', { platform })).toMatchObject({ state: 'unknown', names: [], command });
  });
});

describe('programs that take ports', () => {
  const running = {
    brltty: helper(true, 'brltty.service', 'brltty-udev.service'),
    modemManager: helper(true, 'ModemManager.service'),
  };

  it('brltty is to blame when it runs and a program holds a device past its driver', () => {
    const usb = [device('held-by-program')];
    expect(one(none, 'brltty', { usb, helpers: running })).toMatchObject({
      state: 'problem',
      names: ['Adapter'],
      command: 'sudo systemctl mask --now brltty.service brltty-udev.service',
    });
    expect(one(none, 'brltty', { usb, helpers: { ...running, brltty: helper(false) } })).toMatchObject({
      state: 'ok',
    });
  });

  it('are suspected when they run, for what they hold they tell only root', () => {
    expect(one(busy, 'brltty', { helpers: running })).toMatchObject({ state: 'unknown', names: ['brltty'] });
    expect(one(busy, 'modem-manager', { helpers: running })).toMatchObject({
      state: 'unknown',
      names: ['ModemManager'],
      command: 'sudo systemctl stop ModemManager.service',
    });
  });

  it('get no command where the system does not start them by a name', () => {
    const helpers = { brltty: helper(true), modemManager: helper(true) };
    expect(one(busy, 'brltty', { helpers })?.command).toBeNull();
    expect(one(busy, 'modem-manager', { helpers })?.command).toBeNull();
  });

  it('are told by name when they are the user’s own, and as "another" otherwise', () => {
    expect(one(busy, 'port-in-use', { holders: ['minicom'] })).toEqual({
      code: 'port-in-use',
      state: 'problem',
      names: ['minicom'],
      port: '/dev/ttyUSB0',
      command: null,
    });
    expect(one(busy, 'port-in-use', { holders: [] })).toMatchObject({ state: 'problem', names: [] });
    expect(one(silent, 'port-in-use', { holders: [] })).toMatchObject({ state: 'unknown', names: [] });
  });
});

describe('rights', () => {
  const byGroup = (group: string, user = 'jan', isMember = false) =>
    one(denied, isMember ? 'sign-in-again' : 'rights', {
      access: { kind: 'by-group', group, user, isMember },
    });

  it('come with the exact command', () => {
    expect(byGroup('dialout')).toMatchObject({
      state: 'problem',
      names: ['dialout'],
      command: 'sudo usermod -aG dialout jan',
    });
    expect(byGroup('uucp', 'jan.de_vries-2')?.command).toBe('sudo usermod -aG uucp jan.de_vries-2');
  });

  it('never lead to a group that brings more than serial ports', () => {
    for (const group of ['root', 'disk', 'sudo', 'docker', 'x; reboot'])
      expect(byGroup(group)).toMatchObject({ state: 'problem', command: null });
  });

  it('keep what is no plain name out of a command', () => {
    for (const user of ['', 'jan; reboot', '$(reboot)', '-G', 'jan\nreboot', 'WORKSHOP\\jan'])
      expect(byGroup('dialout', user)?.command).toBe('sudo usermod -aG dialout "$USER"');
  });

  it('were given meanwhile: then only signing in again is left to do', () => {
    expect(byGroup('dialout', 'jan', true)).toMatchObject({ state: 'problem', command: null });
  });

  it('are nobody’s, or cannot be looked at: no command then', () => {
    for (const access of [{ kind: 'by-nobody' } as const, null])
      expect(one(denied, 'rights', { access })).toMatchObject({ state: 'problem', names: [], command: null });
  });
});

describe('the rest', () => {
  it('suspects a serial device without a profile, and is sure of one that was just plugged in', () => {
    const stranger = { name: '/dev/ttyUSB1 (FTDI)', isNew: false };
    expect(one(none, 'no-profile', { strangers: [stranger] })).toMatchObject({
      state: 'unknown',
      names: [stranger.name],
    });
    expect(one(none, 'no-profile', { strangers: [{ ...stranger, isNew: true }] })).toMatchObject({
      state: 'problem',
    });
  });

  it('blames the speed for garbage only', () => {
    expect(one(garbage, 'speed')).toMatchObject({ state: 'problem' });
    expect(one(silent, 'speed')).toMatchObject({ state: 'unknown' });
  });

  it('shows names of devices as plain, short text, and not too many of them', () => {
    const names = ['a\u0000b\u202ec', 'x'.repeat(500), '3', '4', '5', '6'];
    expect(one(none, 'cable', { appeared: names })?.names).toEqual(['a b c', 'x'.repeat(80), '3', '4', '5']);
  });
});
