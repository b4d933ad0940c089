// Kills the program without a goodbye hundreds of times, in the middle of everything, and compares what it had promised
// and what the service has: nothing lost, nothing twice. `npm run test:kill -- --rounds 500 --seed 7`; with
// `--mode files` while it restores, migrates and backs up, on a folder that is damaged again and again.
import { parseArgs } from 'node:util';
import { killFilesLoop, type FilesCounts } from '../test/support/kill-files-loop.ts';
import { killLoop, type KillReport } from '../test/support/kill-loop.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '500' },
    seed: { type: 'string' },
    mode: { type: 'string', default: 'work' },
  },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed ?? Date.now() % 1_000_000)];
if (!(rounds > 0) || !Number.isInteger(seed)) throw new Error('--rounds and --seed want whole numbers');
if (values.mode !== 'work' && values.mode !== 'files') throw new Error('--mode is "work" or "files"');

console.log(`${rounds} rounds, --mode ${values.mode} --seed ${seed}`);
const start = performance.now();
const progress = (round: number) => {
  if (round % 50 === 0) console.log(`${round} rounds, ${seconds()} s`);
};
const report: KillReport & { readonly files?: FilesCounts } =
  values.mode === 'files'
    ? await killFilesLoop(rounds, seed, progress)
    : await killLoop(rounds, seed, progress);
const { kills, drafts, tickets, requests, doubts, lost, doubled, broken } = report;
for (const [title, list] of Object.entries({ lost, doubled, broken }))
  for (const what of list.slice(0, 20)) console.log(`${title}: ${what}`);
if (broken.length > 0) console.log(`${broken.length} other promises broken`);
if (report.files !== undefined) sayOfFiles(report.files);
console.log(`requests ${requests} · of unknown end ${doubts}`);
console.log(
  `kills ${kills} · drafts ${drafts} · tickets ${tickets} · lost ${lost.length} · doubled ${doubled.length} (${seconds()} s)`,
);
process.exitCode = lost.length + doubled.length + broken.length === 0 ? 0 : 1;

function sayOfFiles({ killsIn, damages, putInPlace, oldSchemas, told, destroyed }: FilesCounts): void {
  const { restore, migration, backup, elsewhere } = killsIn;
  console.log(
    `killed in a restore ${restore} · a migration ${migration} · a backup ${backup} · elsewhere ${elsewhere}`,
  );
  const each = Object.entries(damages).map(([damage, count]) => `${damage} ${count}`);
  console.log(
    `files ${each.join(', ')} · backups put in place by hand ${putInPlace} · older schemas ${oldSchemas}`,
  );
  console.log(`told by the window ${told} · saves that only the damaged files had held ${destroyed}`);
}

function seconds(): string {
  return ((performance.now() - start) / 1_000).toFixed(1);
}
