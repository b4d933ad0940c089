import { describe, expect, it } from 'vitest';
import { Settings, type SettingsFile } from '../../main/settings/settings.ts';

const fileWith = (content: unknown, takes = true): SettingsFile & { written: unknown } => ({
  written: undefined,
  read: () => content,
  write(values) {
    this.written = values;
    return takes;
  },
});

describe('settings', () => {
  it('fall back to their defaults one by one', () => {
    const settings = new Settings(fileWith({ theme: 'dark', latitude: 'north', activeAccount: 7 }));
    expect(settings.view()).toMatchObject({ theme: 'dark', latitude: '' });
    expect(settings.get('activeAccount')).toBeNull();
  });

  it.each([null, 'text', 12, []])('fall back to their defaults when the file holds %j', (content) =>
    expect(new Settings(fileWith(content)).view().theme).toBe('system'),
  );

  it('hold at once, and say when the disk did not take them', () => {
    const settings = new Settings(fileWith({}, false));
    expect(settings.change({ theme: 'light' })).toMatchObject({
      ok: false,
      error: { code: 'settings.not_saved' },
    });
    expect(settings.view().theme).toBe('light');
  });

  it('are written whole, without what does not belong there', () => {
    const file = fileWith({ theme: 'dark', secret: 'x' });
    new Settings(file).change({ deviceModel: 'Bench 2' });
    expect(file.written).toMatchObject({ theme: 'dark', deviceModel: 'Bench 2' });
    expect(file.written).not.toHaveProperty('secret');
  });
});
