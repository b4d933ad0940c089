import type { Desktop } from '../platform/init.ts';
import type { Settings } from '../settings/settings.ts';
import type { TicketMetadata } from '../tickets/payload.ts';
import { collectMetadata } from './metadata.ts';
import { createSystemFacts } from './system-facts.ts';

export interface Machine {
  /** Facts about this PC, for a ticket that is released now. */
  metadata(): Promise<TicketMetadata>;
  /** Asks for what takes a while, so that the first Send need not wait for it. */
  start(): void;
}

export function initMachine({ settings, desktop }: { settings: Settings; desktop: Desktop }): Machine {
  const facts = createSystemFacts();
  return {
    metadata: () =>
      collectMetadata({
        appName: desktop.program.name,
        appVersion: desktop.program.version,
        platform: process.platform,
        locale: desktop.program.systemLocale(),
        facts,
        settings: () => settings.view(),
      }),
    start: () => void facts(),
  };
}
