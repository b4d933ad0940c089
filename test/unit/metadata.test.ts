import { describe, expect, it } from 'vitest';
import { collectMetadata, factOf, localeOf, type MachineFacts } from '../../main/machine/metadata.ts';

const nothing: MachineFacts = {
  platformVersion: null,
  manufacturer: null,
  model: null,
  batteryPercent: null,
};
const collect = (facts: Partial<MachineFacts>, settings: Record<string, string> = {}) =>
  collectMetadata({
    appName: 'Jifeline Workshop',
    appVersion: '0.1.0',
    platform: 'win32',
    locale: 'nl-NL',
    facts: () => Promise.resolve({ ...nothing, ...facts }),
    settings: () => ({ deviceManufacturer: '', deviceModel: '', latitude: '', longitude: '', ...settings }),
  });

describe('the metadata of a ticket', () => {
  it('has every key of the sample when everything is known', async () => {
    const known = {
      platformVersion: '10.0.22631',
      manufacturer: 'Dell',
      model: 'Latitude',
      batteryPercent: 66.7,
    };
    const metadata = await collect(known, { latitude: '51.985104', longitude: '5.898730' });
    expect(metadata).toEqual({
      app_name: 'Jifeline Workshop',
      app_version: '0.1.0',
      platform: 'Windows',
      platform_version: '10.0.22631',
      device_manufacturer: 'Dell',
      device_model: 'Latitude',
      battery_state: '67',
      locale: 'nl_NL',
      latitude: '51.985104',
      longitude: '5.898730',
    });
  });

  it('leaves out what nobody knows', async () => {
    expect(Object.keys(await collect({}))).toEqual(['app_name', 'app_version', 'platform', 'locale']);
  });

  it('believes people before the PC, and takes a place only whole', async () => {
    const metadata = await collect(
      { manufacturer: 'Dell' },
      { deviceManufacturer: 'Bosch', latitude: '51.9' },
    );
    expect(metadata.device_manufacturer).toBe('Bosch');
    expect(metadata).not.toHaveProperty('latitude');
  });
});

describe('localeOf', () => {
  it.each([
    ['nl-NL', 'nl_NL'],
    ['de', 'de'],
    ['zh-Hant-TW', 'zh_TW'],
    ['es-419', 'es_419'],
    ['en_us', 'en_US'],
  ])('writes %s as %s', (tag, locale) => expect(localeOf(tag)).toBe(locale));
});

describe('factOf', () => {
  it.each([
    '',
    ' ',
    'To Be Filled By O.E.M.',
    'Default string',
    'System manufacturer',
    'Docker Container',
    '0000',
  ])('takes %j for nothing', (text) => expect(factOf(text)).toBeNull());
  it('takes a name as it is', () => expect(factOf(' LENOVO ')).toBe('LENOVO'));
});
