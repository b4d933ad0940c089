import type { Link } from '../ipc/link.ts';
import type { Desktop } from '../platform/init.ts';
import type { Deployed } from '../settings/init.ts';
import { AskedToWait } from '../tickets/asked-to-wait.ts';
import { trustedCertificates } from './certificates.ts';
import { createCustomerApi, type CustomerApi } from './customer-api.ts';
import type { SystemWay } from './opener.ts';
import { Reachability } from './reachability.ts';

export interface Service {
  readonly api: CustomerApi;
  readonly reachability: Reachability;
  /** What it asked of everybody who asks it for something. */
  readonly askedToWait: AskedToWait;
  /** For whatever else goes out from here. */
  readonly way: SystemWay & { readonly userAgent: string };
}

/** The service, and whether it can be reached. */
export function initService(deps: {
  readonly deployed: Deployed;
  readonly desktop: Pick<Desktop, 'program' | 'resolveProxy'>;
  readonly link: Link;
  readonly reachable: () => void;
}): Service {
  const { api: options, auth } = deps.deployed;
  const way = {
    resolveProxy: (url: string) => deps.desktop.resolveProxy(url),
    ca: trustedCertificates,
    userAgent: `JifelineWorkshop/${deps.desktop.program.version}`,
  };
  const askedToWait = new AskedToWait(() => performance.now());
  const api = createCustomerApi({
    askedToWait,
    baseUrl: options.baseUrl,
    authorizer: auth.authorizer,
    pendingPattern: new RegExp(options.pendingTicketPattern, 'i'),
    ...way,
  });
  const reachability = new Reachability({
    sender: api,
    now: Date.now,
    changed: (view) => {
      deps.link.tell('session', 'serviceChanged', view);
      if (view.state === 'reachable') deps.reachable();
    },
  });
  return { api, reachability, askedToWait, way };
}
