import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { collectMetadata } from '../../main/machine/metadata.ts';
import { Settings } from '../../main/settings/settings.ts';
import { SettingsChanges } from '../../preload/contract/settings.ts';

// Any two or three digits were a latitude or a longitude, and were sent as the place of the workshop.
const beyond = [
  ['latitude', '99.9'],
  ['latitude', '90.00000001'],
  ['latitude', '-91'],
  ['longitude', '999'],
  ['longitude', '180.1'],
  ['longitude', '-200.5'],
] as const;

describe.each(beyond)('%s %s', (field, value) => {
  it('is not taken in Settings', () => {
    expect(v.safeParse(SettingsChanges, { [field]: value }).success).toBe(false);
  });

  it('is not sent, where an earlier version wrote it into the settings', async () => {
    const stored = { latitude: '51.985104', longitude: '5.898730', [field]: value };
    const settings = new Settings({ read: () => stored, write: () => true });
    const metadata = await collectMetadata({
      appName: 'test',
      appVersion: '0',
      platform: 'linux',
      locale: 'nl-NL',
      facts: () =>
        Promise.resolve({ platformVersion: null, manufacturer: null, model: null, batteryPercent: null }),
      settings: () => settings.view(),
    });
    expect(metadata).not.toHaveProperty(field);
  });
});

it.each([
  ['latitude', '90'],
  ['latitude', '-90.00000000'],
  ['latitude', '51.985104'],
  ['latitude', '0'],
  ['longitude', '180'],
  ['longitude', '-180.0'],
  ['longitude', '100.5'],
  ['longitude', ''],
])('%s %j is taken', (field, value) => {
  expect(v.safeParse(SettingsChanges, { [field]: value }).success).toBe(true);
});
