import type { Service } from '../api/init.ts';
import { offerOf } from '../api/product-offers.ts';
import type { Session } from '../auth/session.ts';
import type { WorkshopFile } from '../database/sqlite-workshop-file.ts';
import type { Link } from '../ipc/link.ts';
import type { Paths } from '../paths.ts';
import type { Log } from '../platform/log.ts';
import type { Deployed } from '../settings/init.ts';
import type { Settings } from '../settings/settings.ts';
import { lastVehicleOf } from '../tickets/past-orders.ts';
import type { TicketStore } from '../tickets/ticket-store.ts';
import { CatalogueService } from './catalogue-service.ts';
import { createSqliteCatalogueStore } from './sqlite-catalogue-store.ts';
import { createSqliteOwnStore } from './sqlite-own-store.ts';

/** Vehicles and products to choose from. The files are opened when they are first asked something. */
export const initCatalogue = (deps: {
  readonly deployed: Deployed;
  readonly paths: Paths;
  readonly workshopFile: WorkshopFile;
  readonly service: Service;
  readonly session: Session;
  readonly store: TicketStore;
  readonly settings: Settings;
  readonly link: Link;
  readonly log: Log;
  readonly changed: () => void;
}): CatalogueService =>
  new CatalogueService({
    store: createSqliteCatalogueStore(deps.paths.catalogue, { now: Date.now }),
    own: createSqliteOwnStore(deps.workshopFile),
    ask: deps.deployed.catalogue.fromApi
      ? async (vehicle) => {
          const token = await deps.session.token();
          return token.ok
            ? offerOf(vehicle, (path) => deps.service.api.getJson(path, token.value.value))
            : token;
        }
      : null,
    lastTicket: (vin) => lastVehicleOf(deps.store, vin),
    now: Date.now,
    changed: (change) => {
      deps.link.tell('catalogue', 'changed', change);
      deps.changed();
    },
    deployed: {
      get: () => deps.settings.get('deployedCatalogue'),
      set: (stamp) => void deps.settings.set('deployedCatalogue', stamp),
    },
    report: (what, code) => deps.log.event('catalogue', { what, code }),
  });
