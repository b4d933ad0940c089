import * as v from 'valibot';
import { languages } from './choices.ts';
import { plainNumber } from './clean.ts';
import { NotText } from './not-text.ts';
import { SignInMethod } from './session.ts';

const bounded = (max: number) => v.pipe(v.string(), v.maxLength(max));

/** No place on earth has more. */
const degrees = (most: number) =>
  v.pipe(
    v.string(),
    // Most of Europe writes a decimal comma.
    v.transform(plainNumber),
    v.regex(/^(-?\d{1,3}(\.\d{1,8})?)?$/),
    v.check((typed) => Math.abs(Number(typed)) <= most),
  );

/** The languages people can choose, and one made of long, accented English, which shows what is cut off or was never translated. */
const Language = v.picklist([...languages, 'pseudo']);
export type Language = v.InferOutput<typeof Language>;

/** What the people of a workshop may choose. Machine facts the program cannot know may be given here. */
export const SettingsView = v.strictObject({
  theme: v.picklist(['system', 'light', 'dark']),
  /** `workshop`: larger targets, for gloves and a screen at arm's length. */
  density: v.picklist(['normal', 'workshop']),
  language: v.union([v.literal('system'), Language]),
  /** metadata.device_manufacturer, where the PC does not tell it; empty: not sent unless the PC tells. */
  deviceManufacturer: bounded(100),
  /** metadata.device_model, likewise. */
  deviceModel: bounded(100),
  /** Decimal degrees as text, e.g. 51.985104; empty: not sent. A workshop stands still, so it is typed once. */
  latitude: degrees(90),
  longitude: degrees(180),
  /** A ticket that waited longer than this many hours is looked over before it goes. */
  recheckAfterHours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(168)),
});
export type SettingsView = v.InferOutput<typeof SettingsView>;

export const SettingsChanges = v.strictObject(v.partial(SettingsView).entries);
export type SettingsChanges = v.InferOutput<typeof SettingsChanges>;

export const defaultSettings: SettingsView = {
  theme: 'system',
  density: 'normal',
  language: 'system',
  deviceManufacturer: '',
  deviceModel: '',
  latitude: '',
  longitude: '',
  recheckAfterHours: 4,
};

/** What people must know that is about no ticket: shown until somebody has read it. */
export const Notice = v.picklist([
  'settings-quarantined',
  /** A newer program wrote the settings: a copy is put aside, and what is understood is used. */
  'settings-newer',
  /** The settings file could be neither used nor put aside: it is left alone, and nothing is saved. */
  'settings-unusable',
  /** The file of tickets was damaged or missing, and nothing of it could be had. */
  'database-quarantined',
  /** It was damaged or missing: a backup stands in for it, with what it still gave. */
  'database-restored',
  /** It was damaged, there was no backup, and what it still gave is there. */
  'database-salvaged',
  /** A person put a backup of the tickets in place: what may have been sent since is in doubt. */
  'database-put-back',
  /** The data folder is a copy of one that may be in use elsewhere: what waited in it is in doubt. */
  'database-copied',
  /** The data folder was put back from an older day: what may have been sent since is in doubt. */
  'database-older',
  /** The same of the workshop's own names and templates. */
  'workshop-restored',
  'workshop-quarantined',
  'workshop-salvaged',
  'workshop-put-back',
  /** A backup of the tickets could not be made, and there is none of today or yesterday. */
  'backup-failed',
  /** The same of the workshop's own names and templates. */
  'workshop-backup-failed',
]);
export type Notice = v.InferOutput<typeof Notice>;

/** What the program is, for Help and for support. */
export const AboutView = v.strictObject({
  name: v.string(),
  version: v.string(),
  /** Host and port of the Customer API in use. */
  apiHost: v.string(),
  /** The ways of signing in that the deployment file enables. */
  signInMethods: v.array(SignInMethod),
  /** What a connector is called when it signs in with its pin. */
  connectorPinBy: v.picklist(['connector-id', 'connector-uuid']),
  /** Why the settings file was put aside at this start, where its bytes were no text. */
  settingsFault: v.optional(NotText),
});
export type AboutView = v.InferOutput<typeof AboutView>;
