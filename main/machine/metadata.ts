import { plainName } from '../../preload/contract/clean.ts';
import type { TicketMetadata } from '../tickets/payload.ts';

/** What the operating system knows of this PC; null: it does not know. */
export interface MachineFacts {
  readonly platformVersion: string | null;
  readonly manufacturer: string | null;
  readonly model: string | null;
  /** Charge in percent; null: no battery. */
  readonly batteryPercent: number | null;
}

export interface MetadataSources {
  readonly appName: string;
  readonly appVersion: string;
  readonly platform: NodeJS.Platform;
  /** BCP 47, e.g. nl-NL. */
  readonly locale: string;
  readonly facts: () => Promise<MachineFacts>;
  /** What people said in Settings; empty: nothing. */
  readonly settings: () => {
    readonly deviceManufacturer: string;
    readonly deviceModel: string;
    readonly latitude: string;
    readonly longitude: string;
  };
}

const platformNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Mac OS',
  win32: 'Windows',
  linux: 'Linux',
};

/**
 * The metadata of a ticket: the keys of the Customer API document's sample, as far as they are known. What nobody
 * knows is left out; nothing is invented. What people said in Settings comes before what the PC says of itself.
 */
export async function collectMetadata(sources: MetadataSources): Promise<TicketMetadata> {
  const facts = await sources.facts();
  const { deviceManufacturer, deviceModel, latitude, longitude } = sources.settings();
  const battery = facts.batteryPercent;
  return withoutEmpty({
    app_name: sources.appName,
    app_version: sources.appVersion,
    platform: platformNames[sources.platform] ?? sources.platform,
    platform_version: facts.platformVersion,
    device_manufacturer: deviceManufacturer || facts.manufacturer,
    device_model: deviceModel || facts.model,
    battery_state: battery === null ? null : String(Math.round(battery)),
    locale: localeOf(sources.locale),
    // A place is both numbers or none.
    latitude: longitude === '' ? null : latitude,
    longitude: latitude === '' ? null : longitude,
  });
}

/** `nl-NL` as the sample writes it, `nl_NL`; a language without a region stays one. */
export const localeOf = (tag: string): string => {
  const [language = '', ...rest] = tag.split(/[-_]/);
  const region = rest.find((part) => /^([A-Za-z]{2}|\d{3})$/.test(part));
  return region === undefined ? language.toLowerCase() : `${language.toLowerCase()}_${region.toUpperCase()}`;
};

const withoutEmpty = (values: Record<string, string | null>): TicketMetadata =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));

/** What firmware says when its maker said nothing, and what libraries say for want of a machine. */
const placeholders =
  /^(to be filled by o\.?e\.?m\.?|o\.?e\.?m\.?|default string|system (manufacturer|product name|version)|not (specified|applicable|available)|docker container|unknown|none|n\/a|invalid|-+|0+)$/i;

/** A fact as the firmware tells it, if it is one. */
export function factOf(text: string | null | undefined): string | null {
  const plain = plainName(text ?? '');
  return plain === '' || placeholders.test(plain) ? null : plain.slice(0, 200);
}
