import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SandboxApi } from './api.ts';
import type { SandboxCatalogue } from './catalogue.ts';
import { startControl, type Control } from './control.ts';
import { Faults } from './faults.ts';
import { Identity } from './identity.ts';
import { startOidc, type OidcOptions, type OidcSandbox } from './oidc.ts';
import { ServiceRecord } from './record.ts';
import { VirtualConnector } from './virtual-connector.ts';

/** The sample data of the Customer API document. */
export const sample = { connectorId: 910101043, pin: '12345', vin: 'JFL91010104391010' } as const;
/** The same connector's uuid; the document shows none, so this one is the sandbox's own. */
export const sampleUuid = '3f1a7c52-6f0e-4a0b-9d7e-5b1c2d3e4f50';

export interface SandboxOptions {
  /** Access tokens hold this long. Default: 300. */
  readonly accessTokenSeconds?: number;
  /** Whether the connector tells its car's VIN. Default: the sample's. */
  readonly vin?: string | null;
  /** The car in words, from make to variant, as the connector tells it. Default: it tells none. */
  readonly vehiclePath?: string | null;
  /** Whether the connector is plugged in from the start. Default: true. */
  readonly plugged?: boolean;
  /** Starts the OpenID provider too. Default: false. */
  readonly oidc?: boolean | OidcOptions;
  /** Keys of the deployment's `auth` that differ. */
  readonly auth?: Readonly<Record<string, unknown>>;
  /** What vehicles can have; the deployment then lets the service be asked. Default: nothing. */
  readonly catalogue?: SandboxCatalogue;
  /** Starts the control port for other processes. Default: false. */
  readonly control?: boolean;
}

/** A local Jifeline: the Customer API, the identity provider and a connector on a cable, all on this PC only. */
export interface Sandbox {
  readonly api: SandboxApi;
  readonly record: ServiceRecord;
  readonly faults: Faults;
  readonly identity: Identity;
  readonly connector: VirtualConnector;
  readonly oidc: OidcSandbox | null;
  readonly control: Control | null;
  /** Where connectors can be plugged in: paths the deployment knows. */
  readonly ports: readonly string[];
  /** A port that the deployment lists and no profile matches: other equipment of the workshop. */
  readonly strangePort: string;
  /** The deployment that points a program here. */
  readonly deployment: Readonly<Record<string, unknown>>;
  writeDeployment(file: string): string;
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'jifeline-sandbox-'));
  const ports = ['connector-1', 'connector-2', 'connector-3'].map((name) => join(folder, name));
  const strangePort = join(folder, 'lift-controller');
  const record = new ServiceRecord();
  const faults = new Faults();
  const identity = new Identity({
    pins: { [sample.connectorId]: sample.pin, '940201044': '54321' },
    uuids: { [sampleUuid]: sample.connectorId },
    accessTokenSeconds: options.accessTokenSeconds ?? 300,
  });
  const authorizer = { header: 'Authorization', scheme: 'Bearer' };
  const api = new SandboxApi({ identity, record, faults, authorizer });
  api.catalogue = options.catalogue ?? null;
  await api.start();
  const oidc =
    options.oidc === undefined || options.oidc === false
      ? null
      : await startOidc(
          (token, account, at) => identity.adopt(token, account, at),
          options.oidc === true ? {} : options.oidc,
        );
  const connector = new VirtualConnector({
    connectorId: sample.connectorId,
    vin: options.vin === undefined ? sample.vin : options.vin,
    vehiclePath: options.vehiclePath ?? null,
    path: ports[0] ?? '',
  });
  if (options.plugged !== false) connector.plug();

  const deployment = {
    api: { baseUrl: api.url, ticketLookup: 'none' },
    auth: {
      oidc:
        oidc === null
          ? null
          : {
              issuer: oidc.issuer,
              clientId: oidc.clientId,
              scopes: ['openid', 'offline_access'],
              // This provider leaves offline access out without it.
              prompt: ['consent'],
            },
      connectorPin: true,
      authorizer,
      ...options.auth,
    },
    connector: {
      extraPorts: [...ports, strangePort],
      profiles: [
        {
          id: 'sandbox',
          match: { path: '/connector-\\d$' },
          baudRate: 115_200,
          identify: {
            kind: 'query',
            send: 'ID?\r\n',
            expect: '^JFL (?<connectorId>\\d+)(?: VIN (?<vin>.*?))?(?: CAR (?<vehiclePath>.+))?$',
            timeoutMs: 400,
            retries: 2,
          },
        },
      ],
    },
    catalogue: { file: null, fromApi: options.catalogue !== undefined },
    updates: { url: null },
  };
  const sandbox = { api, record, faults, identity, connector, oidc, ports, strangePort, deployment };
  const control = options.control === true ? await startControl(sandbox) : null;
  return {
    ...sandbox,
    control,
    writeDeployment(file) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(deployment, undefined, 2));
      return file;
    },
    async close() {
      faults.clear();
      connector.unplug();
      await Promise.all([api.stop(), oidc?.close(), control?.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
