import { existsSync } from 'node:fs';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { chance, type Chance } from './chance.ts';
import { damages, makeOldest, putInPlace, spoil, takeLogIn, tear, type Damage } from './kill-damage.ts';
import { readDisk, type Disk } from './kill-disk.ts';
import { BackupsSeen, heldIn, heldInSound, isSound } from './kill-held.ts';
import { deathBy, live, quiet, startChild, type Child, type Death, type End } from './kill-life.ts';
import {
  extentOf,
  placesIn,
  runRounds,
  SETTLING_STARTS,
  settlingLife,
  truthOf,
  type KillReport,
} from './kill-loop.ts';
import type { KillNews, KillOrders, Phase } from './kill-orders.ts';
import { FilePromises } from './kill-promises.ts';
import { lostOf, verdictOf } from './kill-verdict.ts';

/** That it did happen. */
export interface FilesCounts {
  /** Where the kills came. */
  readonly killsIn: Readonly<Record<Phase | 'elsewhere', number>>;
  readonly damages: Readonly<Record<Damage, number>>;
  readonly putInPlace: number;
  readonly oldSchemas: number;
  /** How often the window said something of the file, after something had happened to it. */
  readonly told: number;
  /** Saves that a damage destroyed, or set back, with everything that held them. */
  readonly destroyed: number;
}

/** How long a life lasts, after it is ready, that meets no other end: a backup of the day is part of it. */
const LAST_MS = 400;

/** What happened to the folder before a life. */
type Happened = Damage | 'put in place' | 'old schema' | null;

/**
 * Kills the program while it restores, migrates and backs up, on a folder that is damaged again and again. What may be
 * missing then is what no file holds any more (kill-promises.ts); what the service has is counted as ever.
 */
export const killFilesLoop = (
  rounds: number,
  seed: number,
  progress: (round: number) => void = () => undefined,
): Promise<KillReport & { readonly files: FilesCounts }> =>
  runRounds(rounds, seed, progress, (folder, sandbox) => new KillFilesLoop(folder, sandbox, seed));

class KillFilesLoop {
  readonly lost: string[] = [];
  readonly #broken: string[] = [];
  readonly #promises = new FilePromises();
  readonly #folder: string;
  readonly #sandbox: Sandbox;
  readonly #seed: number;
  readonly #token: string;
  readonly #backups: BackupsSeen;
  #disk: Disk = { sound: true, tickets: [], attempts: [] };
  #kills = { restore: 0, migration: 0, backup: 0, elsewhere: 0 };
  #damages = { torn: 0, emptied: 0, deleted: 0, overwritten: 0 };
  #putInPlace = 0;
  #oldSchemas = 0;
  #told = 0;
  /** What happened since the last start that came to its end. */
  #open: Happened = null;
  /** Something happened to the file, and nobody has read yet what the window says of it. */
  #mayTell = false;
  /** And it has to be told: something is gone, or may be over. */
  #mustTell = false;

  constructor(folder: string, sandbox: Sandbox, seed: number) {
    this.#folder = folder;
    this.#sandbox = sandbox;
    this.#seed = seed;
    this.#token = sandbox.identity.issue('pin:1', 24 * 3_600_000);
    this.#backups = new BackupsSeen(placesIn(folder).backups);
  }

  get #file(): string {
    return placesIn(this.#folder).file;
  }

  /** Something happens to the folder, and then one life on it. */
  async round(round: number): Promise<void> {
    const luck = chance(this.#seed + round * 1_000_003);
    if (this.#isLive()) this.#happen(luck);
    const { death, dies } = this.#deathBy(luck);
    const life = this.#lifeOf(round);
    const child = startChild(this.#folder);
    const orders = this.#orders('work', luck, dies);
    const end = await live(this.#sandbox, child, orders, death, luck, LAST_MS, life.hear);
    if (end.signal === 'SIGKILL') this.#kills[life.phase() ?? 'elsewhere'] += 1;
    else this.#complain(round, end, child);
    await this.#look(round, life.isReady());
  }

  /** The service is sound, nobody dies, and whoever is in doubt looks at the service: until all is at rest. */
  async settle(): Promise<void> {
    for (let starts = 0; starts < SETTLING_STARTS; starts += 1) {
      const life = this.#lifeOf(0);
      const orders = this.#orders('settle', chance(this.#seed - 1 - starts), null);
      const { child, end } = await settlingLife(this.#folder, orders, life.hear);
      if (end.code !== 0) this.#complain(0, end, child);
      await this.#look(0, life.isReady());
      const isDone = !this.#disk.tickets.some(({ state }) => state === 'unconfirmed');
      // What a restore brought back as a draft is looked up at the next start.
      if (end.signal !== null || (isDone && starts > 0)) return;
    }
  }

  report(): KillReport & { readonly files: FilesCounts } {
    const { record } = this.#sandbox;
    const { lost, doubled, broken } = verdictOf(this.#disk, this.#promises, record, this.#promises.disturbed);
    const { restore, migration, backup, elsewhere } = this.#kills;
    return {
      kills: restore + migration + backup + elsewhere,
      files: {
        killsIn: this.#kills,
        damages: this.#damages,
        putInPlace: this.#putInPlace,
        oldSchemas: this.#oldSchemas,
        told: this.#told,
        destroyed: this.#promises.destroyed,
      },
      ...extentOf(this.#sandbox, this.#disk),
      lost: [...this.lost, ...lost],
      doubled,
      broken: [...this.#broken, ...broken],
    };
  }

  /** The file is whole and everything promised is in it: no restore is under way. */
  #isLive(): boolean {
    return isSound(this.#file) && lostOf(readDisk(this.#file), this.#promises).length === 0;
  }

  #happen(luck: Chance): void {
    const { tickets } = readDisk(this.#file);
    const kind = luck.below(20);
    if (tickets.length === 0 || kind < 9) return;
    const [backup] = this.#backups.sound;
    if (kind < 15) this.#damage(luck, luck.of(damages));
    else if (kind < 17 && backup !== undefined) {
      this.#open = 'put in place';
      this.#putInPlace += 1;
      // Mostly the newest.
      const chosen = luck.oneIn(3) ? luck.of(this.#backups.sound) : backup;
      putInPlace(chosen, this.#file);
      this.#promises.replacedBy(heldInSound(chosen));
      this.#mayTell = this.#mustTell = true;
    } else if (this.#open === null) {
      // The older program was the last one that had it open: nothing of a newer one is unfinished.
      this.#open = 'old schema';
      this.#oldSchemas += 1;
      const isPlain = luck.oneIn(3);
      makeOldest(this.#file, isPlain);
      // Where a newer program was seen since, a file of the older one is of before.
      if (isPlain || existsSync(placesIn(this.#folder).witness)) this.#mayTell = this.#mustTell = true;
    }
  }

  #damage(luck: Chance, damage: Damage): void {
    this.#open = damage;
    this.#damages[damage] += 1;
    if (luck.oneIn(2)) takeLogIn(this.#file);
    const before = heldInSound(this.#file);
    spoil(this.#file, damage, luck);
    // Where the disk goes bad, it may have lost more than one file.
    if (luck.oneIn(6)) tear(this.#backups.newest[0] ?? '');
    const [backup] = this.#backups.sound;
    const isLess = this.#promises.damaged(
      before,
      heldIn(this.#file, before.tickets.size + 2_000),
      backup === undefined ? null : heldInSound(backup),
    );
    this.#mayTell = true;
    if (isLess) this.#mustTell = true;
  }

  /** Aimed at what there is to do with files, and else as in every other life. */
  #deathBy(luck: Chance): { death: Death; dies: NonNullable<KillOrders['files']>['dies'] } {
    const phase: Phase | null =
      this.#open === null
        ? luck.oneIn(2)
          ? 'backup'
          : null
        : this.#open === 'old schema'
          ? 'migration'
          : 'restore';
    if (phase === null || luck.oneIn(2)) return { death: deathBy(luck), dies: null };
    if (luck.oneIn(3)) return { death: { kind: 'after', news: 'phase', ms: luck.below(12) }, dies: null };
    const steps = { backup: 14, migration: 16, restore: 90 }[phase];
    return { death: { kind: 'ordered' }, dies: { phase, step: 1 + luck.below(steps) } };
  }

  #lifeOf(round: number) {
    let [isReady, phase] = [false, null as Phase | null];
    return {
      isReady: () => isReady,
      phase: () => phase,
      hear: (news: KillNews): void => {
        if (news.kind === 'saved') this.#promises.save(news);
        if (news.kind === 'pressed') this.#promises.pressed.add(news.id);
        if (news.kind === 'phase') ({ phase } = news);
        if (news.kind === 'dismissed') this.#mayTell = false;
        if (news.kind !== 'ready') return;
        isReady = true;
        this.#open = null;
        if (news.notice !== null && !this.#mayTell)
          this.#broken.push(`round ${round}: it says ${news.notice}, and nothing has happened`);
        if (news.notice === null && this.#mustTell)
          this.#broken.push(`round ${round}: something is gone, or may be over, and it says nothing`);
        if (news.notice !== null && this.#mayTell) this.#told += 1;
        this.#mustTell = false;
      },
    };
  }

  #complain(round: number, { code, signal }: End, child: Child): void {
    const how = String(code ?? signal);
    this.#broken.push(`round ${round}: the program ended by itself with ${how}: ${child.complaints()}`);
  }

  /** What the kill has left. Before the file was open again, the files of a restore are nobody's to judge. */
  async #look(round: number, isReady: boolean): Promise<void> {
    await quiet(this.#sandbox);
    if (this.#backups.look()) this.#broken.push(`round ${round}: the newest backup was taken away`);
    if (!isReady) return;
    if (!existsSync(this.#file) || !isSound(this.#file)) {
      this.#broken.push(`round ${round}: the file is damaged`);
      return;
    }
    this.#disk = readDisk(this.#file);
    const lost = lostOf(this.#disk, this.#promises);
    this.lost.push(...lost.map((what) => `round ${round}: ${what}`));
  }

  #orders(
    mode: KillOrders['mode'],
    luck: Chance,
    dies: NonNullable<KillOrders['files']>['dies'],
  ): KillOrders {
    return {
      seed: luck.below(2 ** 31),
      mode,
      ...placesIn(this.#folder),
      url: this.#sandbox.api.url,
      token: this.#token,
      lookup: luck.oneIn(2),
      // Of any ticket there ever was.
      truth: truthOf(this.#sandbox, this.#promises.ever),
      files: { dies },
    };
  }
}
