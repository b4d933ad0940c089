import type { StoredSettings } from './settings.ts';
import { SETTINGS_VERSION } from './settings-migrations.ts';

const text = (maxLength: number) => ({ type: 'string', maxLength }) as const;
const degrees = (digits: number) =>
  ({ type: 'string', pattern: String.raw`^(-?\d{1,${digits}}(\.\d{1,8})?)?$` }) as const;
const nullable = <S extends object>(schema: S) => ({ anyOf: [{ type: 'null' }, schema] }) as const;

/** The JSON Schema of the settings file: whatever the program writes is checked against it once more. */
export const settingsSchema = {
  schemaVersion: { const: SETTINGS_VERSION },
  theme: { enum: ['system', 'light', 'dark'] },
  density: { enum: ['normal', 'workshop'] },
  language: { enum: ['system', 'nl', 'de', 'fr', 'en', 'pseudo'] },
  deviceManufacturer: text(100),
  deviceModel: text(100),
  latitude: degrees(2),
  longitude: degrees(3),
  recheckAfterHours: { type: 'integer', minimum: 1, maximum: 168 },
  activeAccount: nullable({ type: 'string' }),
  accounts: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        name: text(600),
        method: { enum: ['oidc', 'connector-pin', 'token'] },
        label: text(600),
      },
      required: ['name', 'method', 'label'],
    },
  },
  accountsToDelete: { type: 'array', items: { type: 'string' } },
  chosenConnector: nullable({ type: 'string' }),
  windowPlace: nullable({
    type: 'object',
    properties: {
      x: { type: 'number' },
      y: { type: 'number' },
      width: { type: 'number', minimum: 100 },
      height: { type: 'number', minimum: 100 },
      maximized: { type: 'boolean' },
    },
    required: ['x', 'y', 'width', 'height', 'maximized'],
  }),
  deployedCatalogue: nullable({ type: 'string' }),
} as const satisfies Record<keyof StoredSettings | 'schemaVersion', object>;
