import { chmodSync, realpathSync } from 'node:fs';
import type { Finding } from '../../../preload/contract/connector.ts';
import { VirtualConnector } from '../../sandbox/virtual-connector.ts';
import { holdPort } from '../../support/port-holder.ts';
import type { Walk } from '../scene.ts';
import type { Stage } from '../stage.ts';

const causes = ({ panel }: Stage) => panel.getByRole('heading', { level: 4 });

/** Lets main find what this PC does not have: other programs' services, groups, devices. */
const found = ({ app }: Stage, findings: readonly Finding[]): Promise<void> =>
  app.evaluate(({ ipcMain }, value) => {
    ipcMain.removeHandler('workshop:connector.diagnose');
    ipcMain.handle('workshop:connector.diagnose', () => ({ ok: true, value }));
  }, findings);

const about = { names: ['USB Serial'], port: '/dev/ttyUSB0', command: null };
const everyCause: readonly Finding[] = [
  { ...about, code: 'driver', state: 'problem', command: 'lsusb -t' },
  {
    ...about,
    code: 'brltty',
    state: 'problem',
    command: 'sudo systemctl mask --now brltty.service brltty-udev.service',
  },
  { ...about, code: 'rights', state: 'problem', names: ['dialout'], command: 'sudo usermod -aG dialout jan' },
  { ...about, code: 'sign-in-again', state: 'problem', names: ['dialout'] },
  { ...about, code: 'refused', state: 'problem', names: ['31'] },
  { ...about, code: 'serial-number', state: 'problem', names: [] },
  {
    ...about,
    code: 'modem-manager',
    state: 'unknown',
    names: ['ModemManager'],
    command: 'sudo systemctl stop ModemManager.service',
  },
  { ...about, code: 'no-profile', state: 'unknown', names: ['/dev/ttyUSB1 (FTDI)', '/dev/ttyACM0'] },
  { ...about, code: 'port-in-use', state: 'unknown', names: [] },
  { ...about, code: 'speed', state: 'unknown', names: [] },
  { ...about, code: 'car', state: 'unknown', names: [] },
  { ...about, code: 'cable', state: 'ok' },
];

/** No connector at first, then one, then several: signed out, as on the first day. */
export const connector: Walk = {
  name: 'connector',
  sandbox: { plugged: false },
  signedIn: false,
  scenes: [
    {
      name: 'empty',
      async go(stage) {
        await stage.connectorIs('none');
        await stage.until('the service was reached', ({ service }) => service.state === 'reachable');
      },
    },
    {
      name: 'connector-none',
      async go(stage) {
        await stage.openPanel('connector');
        await causes(stage).first().waitFor();
      },
    },
    {
      name: 'connector-ports',
      async go(stage) {
        await stage.press(stage.t.connectorPanel.showPorts, stage.panel);
        await stage.panel.locator('.ports').waitFor();
      },
    },
    {
      name: 'connector-stranger',
      async go(stage) {
        const stranger = new VirtualConnector({ connectorId: 1, path: stage.sandbox.strangePort });
        stranger.plug();
        stage.atEnd.push(() => stranger.unplug());
        await causes(stage).filter({ hasText: stage.t.finding['no-profile'].title }).first().waitFor();
      },
    },
    {
      name: 'connector-wrong-id',
      async go(stage) {
        const id = stage.panel.locator('#manual-id');
        await id.fill('no number');
        await id.press('Enter');
        await stage.panel.locator('#manual-id[aria-invalid=true]').waitFor();
      },
    },
    {
      name: 'connector-manual',
      async go(stage) {
        const id = stage.panel.locator('#manual-id');
        await id.fill('910101043');
        await id.press('Enter');
        await stage.connectorIs('manual');
      },
    },
    {
      name: 'connector-ready',
      async go(stage) {
        await stage.press(stage.t.connectorPanel.remove, stage.panel);
        stage.sandbox.connector.plug();
        await stage.connectorIs('ready');
      },
    },
    {
      name: 'connector-unplugged',
      async go(stage) {
        stage.sandbox.connector.unplug();
        await stage.connectorIs('unplugged');
        await causes(stage).first().waitFor();
      },
    },
    {
      name: 'connector-causes',
      async go(stage) {
        await stage.closePanel();
        await found(stage, everyCause);
        await stage.openPanel('connector');
        await causes(stage).nth(11).waitFor();
      },
    },
    {
      name: 'connector-causes-open',
      async go(stage) {
        for (const head of await causes(stage).all()) {
          const button = head.getByRole('button');
          if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
        }
        await causes(stage).nth(5).scrollIntoViewIfNeeded();
      },
    },
    {
      name: 'connector-several',
      async go(stage) {
        stage.sandbox.connector.plug();
        const second = new VirtualConnector({ connectorId: 940201044, path: stage.sandbox.ports[1] ?? '' });
        second.plug();
        stage.atEnd.push(() => second.unplug());
        await stage.connectorIs('several');
        await stage.panel.evaluate((panel) => panel.scrollTo(0, 0));
      },
    },
  ],
};

/** A connector on the cable that cannot be used. */
export const connectorTrouble: Walk = {
  name: 'connector-trouble',
  signedIn: false,
  sandbox: { plugged: false },
  scenes: [
    {
      name: 'connector-busy',
      known: ['diagnose-tool'],
      async go(stage) {
        stage.sandbox.connector.plug();
        const letGo = await holdPort(stage.sandbox.ports[0] ?? '');
        stage.atEnd.push(letGo);
        await stage.connectorIs('busy');
        await stage.openPanel('connector');
        await causes(stage).first().waitFor();
      },
    },
    {
      name: 'connector-denied',
      async go(stage) {
        await stage.atEnd.pop()?.();
        stage.sandbox.connector.unplug();
        await stage.until(
          'the port is gone',
          ({ connector: { state } }) => state !== 'busy' && state !== 'ready',
        );
        stage.sandbox.connector.plug();
        chmodSync(realpathSync(stage.sandbox.ports[0] ?? ''), 0);
        await stage.connectorIs('no-permission');
        await causes(stage).first().waitFor();
      },
    },
    {
      name: 'connector-silent',
      async go(stage) {
        stage.sandbox.connector.behaviour = 'silent';
        chmodSync(realpathSync(stage.sandbox.ports[0] ?? ''), 0o600);
        await stage.connectorIs('not-answering');
        await causes(stage).first().waitFor();
      },
    },
  ],
};
