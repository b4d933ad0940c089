// Kills the program without a goodbye hundreds of times, in the middle of everything, and compares what it had promised
// and what the service has: nothing lost, nothing twice. `npm run test:kill -- --rounds 500 --seed 7`.
import { parseArgs } from 'node:util';
import { killLoop } from '../test/support/kill-loop.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '500' }, seed: { type: 'string' } },
});
const [rounds, seed] = [Number(values.rounds), Number(values.seed ?? Date.now() % 1_000_000)];
if (!(rounds > 0) || !Number.isInteger(seed)) throw new Error('--rounds and --seed want whole numbers');

console.log(`${rounds} rounds, --seed ${seed}`);
const start = performance.now();
const { kills, drafts, tickets, requests, doubts, lost, doubled, broken } = await killLoop(
  rounds,
  seed,
  (round) => {
    if (round % 50 === 0) console.log(`${round} rounds, ${seconds()} s`);
  },
);
for (const [title, list] of Object.entries({ lost, doubled, broken }))
  for (const what of list.slice(0, 20)) console.log(`${title}: ${what}`);
if (broken.length > 0) console.log(`${broken.length} other promises broken`);
console.log(`requests ${requests} · of unknown end ${doubts}`);
console.log(
  `kills ${kills} · drafts ${drafts} · tickets ${tickets} · lost ${lost.length} · doubled ${doubled.length} (${seconds()} s)`,
);
process.exitCode = lost.length + doubled.length + broken.length === 0 ? 0 : 1;

function seconds(): string {
  return ((performance.now() - start) / 1_000).toFixed(1);
}
