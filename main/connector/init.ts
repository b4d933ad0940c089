import type { Link } from '../ipc/link.ts';
import type { Log } from '../platform/log.ts';
import type { Deployed } from '../settings/init.ts';
import type { Settings } from '../settings/settings.ts';
import type { ConnectorReading } from '../tickets/recheck.ts';
import { ConnectorService } from './connector-service.ts';
import { Diagnosis } from './diagnosis.ts';
import { createSerialTransport } from './serial-transport.ts';
import { createSystemPortFacts } from './system-port-facts.ts';

export interface Connectors {
  readonly service: ConnectorService;
  readonly diagnosis: Diagnosis;
  /** What is ready on the cable now; null: nothing. */
  reading(): ConnectorReading | null;
  /** Begins, or begins again after `suspend`. */
  start(): void;
  /** Before sleep, and at the end. Resolves when every port is closed. */
  suspend(): Promise<void>;
}

/** The connector on the cable, and why there is none. */
export function initConnector(deps: {
  readonly deployed: Deployed;
  readonly settings: Settings;
  readonly link: Link;
  readonly log: Log;
  /** It is ready, or told something new. */
  readonly read: () => void;
}): Connectors {
  const { profiles } = deps.deployed;
  const transport = createSerialTransport({ extraPorts: deps.deployed.connector.extraPorts });
  const service = new ConnectorService({
    transport,
    profiles,
    chosen: {
      get: () => deps.settings.get('chosenConnector'),
      set: (identity) => void deps.settings.set('chosenConnector', identity),
    },
    changed: (view) => {
      deps.log.event('connector', { state: view.state });
      deps.link.tell('connector', 'changed', view);
      if (view.state === 'ready') deps.read();
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const diagnosis = new Diagnosis({
    facts: createSystemPortFacts(),
    platform: process.platform,
    profiles,
    connector: () => service.cable(),
    listPorts: () => transport.list(),
    monotonic: () => performance.now(),
  });
  return {
    service,
    diagnosis,
    start: () => service.start(),
    suspend: () => service.suspend(),
    reading: () => service.reading(),
  };
}
