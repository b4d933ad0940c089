import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright';
import type { Snapshot, WorkshopBridge } from '../../preload/contract/contract.ts';
import type { AppError } from '../../preload/contract/errors.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { Language } from '../../preload/contract/settings.ts';
import type { TicketView } from '../../preload/contract/ticket.ts';
import { en } from '../../renderer/i18n/en.ts';
import type { Texts } from '../../renderer/i18n/texts.ts';
import { sample, startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { startKeyring, type Keyring } from '../support/keyring.ts';
import { launch, newUserData } from '../support/launch.ts';
import type { Ground, Walk } from './scene.ts';

/** How long a state may take to come about. */
const PATIENCE_MS = 20_000;

/** The texts of each language, as the window has them: scenes find things by the words that are on screen. */
export const dictionaries: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: () => Promise.resolve(en),
  nl: async () => (await import('../../renderer/i18n/nl.ts')).nl,
  de: async () => (await import('../../renderer/i18n/de.ts')).de,
  fr: async () => (await import('../../renderer/i18n/fr.ts')).fr,
  pseudo: async () => (await import('../../renderer/i18n/pseudo.ts')).pseudo(en),
};

/** A running program, in one language, for scenes to be played on. */
export class Stage {
  readonly language: Language;
  readonly t: Texts;
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly sandbox: Sandbox;
  readonly keyring: Keyring | null;
  /** What happens at the end of the walk, last first. */
  readonly atEnd: (() => unknown)[] = [];
  #ticketId: string | null = null;

  constructor(parts: Pick<Stage, 'language' | 't' | 'app' | 'page' | 'sandbox' | 'keyring'>) {
    this.language = parts.language;
    this.t = parts.t;
    this.app = parts.app;
    this.page = parts.page;
    this.sandbox = parts.sandbox;
    this.keyring = parts.keyring;
  }

  get panel(): Locator {
    return this.page.getByRole('dialog');
  }
  get outcome(): Locator {
    return this.page.locator('section[aria-labelledby=outcome-title]');
  }

  /** A button by its words; every word of it, so that "Sign in" is not "Sign in with the browser". */
  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  async press(name: string, within?: Page | Locator): Promise<void> {
    await this.button(name, within).click();
  }

  async openPanel(panel: 'connector' | 'service' | 'settings'): Promise<void> {
    const header = this.page.locator('header');
    if (panel === 'settings') await this.press(this.t.settings.title, header);
    else await header.getByRole('button').filter({ hasText: this.t[panel].light }).first().click();
    await this.panel.waitFor();
  }

  async closePanel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    // Not only out of sight: until the window knows of it, no key is for the ticket.
    await this.page.locator('dialog').first().waitFor({ state: 'detached' });
  }

  /** What main knows now. */
  async snapshot(): Promise<Snapshot> {
    return this.ask((bridge) => bridge.app.snapshot());
  }

  /** Asks main over the bridge, as the window does. The function runs in the window: it sees nothing of ours. */
  async ask<T>(call: (bridge: WorkshopBridge) => Promise<Result<T, AppError>>): Promise<T> {
    const answer = await this.page.evaluate(`(${String(call)})(window.workshop)`);
    const result = answer as Result<T, AppError>;
    if (!result.ok) throw new Error(`The bridge answered ${JSON.stringify(result.error)}`);
    return result.value;
  }

  /** The same, with a value of ours. */
  async tell<I, T>(
    call: (bridge: WorkshopBridge, input: I) => Promise<Result<T, AppError>>,
    input: I,
  ): Promise<T> {
    const answer = await this.page.evaluate(`(${String(call)})(window.workshop, ${JSON.stringify(input)})`);
    const result = answer as Result<T, AppError>;
    if (!result.ok) throw new Error(`The bridge answered ${JSON.stringify(result.error)}`);
    return result.value;
  }

  /** Waits until main says so. */
  async until(what: string, check: (snapshot: Snapshot) => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const snapshot = await this.snapshot();
      if (check(snapshot)) return;
      if (performance.now() > deadline) {
        const { connector, session, service } = snapshot;
        const now = { connector: connector.state, service: service.state, session };
        throw new Error(`Not so after ${PATIENCE_MS} ms: ${what}. Now: ${JSON.stringify(now)}`);
      }
      await this.page.waitForTimeout(50);
    }
  }

  readonly connectorIs = (state: Snapshot['connector']['state']): Promise<void> =>
    this.until(`the connector is ${state}`, ({ connector }) => connector.state === state);

  /** The same of the ticket on screen. */
  async untilTicket(what: string, check: (ticket: TicketView) => boolean): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const ticket = await this.ticket();
      if (check(ticket)) return;
      if (performance.now() > deadline)
        throw new Error(
          `Not so after ${PATIENCE_MS} ms: ${what}. Now: ${ticket.state}, ${JSON.stringify(ticket.wait ?? ticket.answer)}`,
        );
      await this.page.waitForTimeout(50);
    }
  }

  readonly ticketIs = (state: TicketView['state'], why?: string): Promise<void> =>
    this.untilTicket(
      `the ticket is ${state} ${why ?? ''}`,
      (ticket) =>
        ticket.state === state && (why === undefined || (ticket.wait ?? ticket.answer)?.code === why),
    );

  /** The ticket on screen, as main knows it. */
  async ticket(): Promise<TicketView> {
    this.#ticketId ??= (await this.ask((bridge) => bridge.drafts.create())).id;
    return this.tell((bridge, id) => bridge.drafts.open({ id }), this.#ticketId);
  }

  /** What every ticket needs but the cable does not tell. Over the bridge, whatever the fields look like. */
  async fill(changes: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { id } = await this.ticket();
    const needed = { vehicle_model_id: '284841', vehicle_model_variant_id: '284841', product_ids: ['52351'] };
    await this.tell((bridge, input) => bridge.drafts.change(input), {
      id,
      changes: { ...needed, ...changes },
    });
  }

  async newTicket(): Promise<void> {
    await this.press(this.t.rail.newTicket, this.page.getByRole('navigation'));
    // The blank one, which is what the window shows now.
    this.#ticketId = null;
    await this.ticketIs('draft');
  }

  async send(): Promise<void> {
    await this.page.keyboard.press('Control+Enter');
  }

  /** A ticket from the first field to the key that sends it; the ones before it are closed at the service. */
  async sendNew(): Promise<void> {
    this.sandbox.api.pending.clear();
    await this.newTicket();
    await this.fill();
    await this.send();
  }
}

/** Starts a program for a walk, in a language. */
export async function openStage(
  walk: Walk,
  language: Language,
): Promise<{ stage: Stage; close: () => Promise<void> }> {
  const endings: (() => unknown)[] = [];
  const close = async () => {
    for (const end of endings.reverse()) await Promise.resolve(end()).catch(() => undefined);
  };
  try {
    const sandbox = await startSandbox({ accessTokenSeconds: 3_600, ...walk.sandbox });
    endings.push(() => sandbox.close());
    const keyring = process.platform === 'linux' ? await startKeyring() : null;
    endings.push(() => keyring?.close());
    const userData = newUserData();
    endings.push(() => rmSync(userData, { recursive: true, force: true }));
    const ground: Ground = { sandbox, keyring, userData };
    endings.push((await walk.before?.(ground)) ?? (() => undefined));
    const deployment = join(tmpdir(), `deployment-${process.pid}-${walk.name}-${language}.json`);
    writeFileSync(deployment, JSON.stringify({ ...sandbox.deployment, ...walk.deployment?.(ground) }));
    endings.push(() => rmSync(deployment, { force: true }));
    const { app, window, kill } = await launch({ deployment, userData, env: keyring?.env ?? {} });
    endings.push(kill);
    const t = await dictionaries[language]();
    const stage = new Stage({ language, t, app, page: window, sandbox, keyring });
    endings.push(async () => {
      for (const end of stage.atEnd.reverse()) await end();
    });
    await stage.tell((bridge, chosen) => bridge.settings.change({ language: chosen }), language);
    await stage.button(t.rail.newTicket).waitFor();
    // The one on screen, while it is still blank: later, asking for a blank one would make another.
    await stage.ticket();
    if (walk.signedIn !== false) {
      await stage.tell((bridge, who) => bridge.session.signInWithPin(who), {
        connectorId: sample.connectorId,
        pin: sample.pin,
      });
      await stage.connectorIs('ready');
    }
    return { stage, close };
  } catch (error) {
    await close();
    throw error;
  }
}
