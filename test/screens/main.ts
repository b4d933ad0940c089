// `npm run screens`: plays every scene in every language, takes its pictures and looks them over. Options:
//   --language nl   only this language (may be given again)
//   --scene form    only scenes whose name begins so (may be given again)
//   --quick         one size, light, normal
//   --every-way     dark at every size in every language, not in the first alone
//   --jobs 2        how many programs at once
import { mkdirSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Language } from '../../preload/contract/settings.ts';
import { Camera } from './camera.ts';
import { Report } from './report.ts';
import type { Scene, Walk } from './scene.ts';
import { makeSheets, writeIndex } from './sheets.ts';
import { openStage } from './stage.ts';
import { variants } from './variants.ts';
import { walks } from './walks.ts';

const { values } = parseArgs({
  options: {
    language: { type: 'string', multiple: true },
    scene: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    'every-way': { type: 'boolean', default: false },
    jobs: { type: 'string' },
  },
});
const allLanguages: readonly Language[] = ['en', 'nl', 'de', 'fr', 'pseudo'];
const languages = allLanguages.filter((one) => values.language?.includes(one) ?? true);
const isWanted = ({ name }: Scene) => values.scene?.some((start) => name.startsWith(start)) ?? true;
const out = fileURLToPath(new URL('../../out/screens/', import.meta.url));

/** Plays a walk as far as the last scene that is wanted; those before it have no pictures taken. */
async function play(walk: Walk, language: Language, report: Report): Promise<void> {
  const last = walk.scenes.findLastIndex(isWanted);
  const { stage, close } = await openStage(walk, language);
  try {
    const camera = await Camera.at(stage, report, join(out, language));
    const isFirst = language === languages[0];
    const everyWay = isFirst || values['every-way'];
    // What people ask the system for changes no words: one language is enough.
    const ways = variants({ quick: values.quick, everyWay, systems: isFirst });
    for (const scene of walk.scenes.slice(0, last + 1)) {
      try {
        await scene.go(stage);
        if (isWanted(scene)) await camera.take(scene, ways);
      } catch (error) {
        report.broken(scene.name, error);
        await stage.page
          .screenshot({ path: join(out, language, `${scene.name}-broken.png`) })
          .catch(() => null);
        // What follows begins where this one ends.
        return;
      }
    }
  } finally {
    await close();
  }
}

const began = performance.now();
// What an earlier run left behind would be taken for this one's.
if (values.scene === undefined)
  for (const language of languages) rmSync(join(out, language), { recursive: true, force: true });
if (values.scene === undefined && values.language === undefined)
  rmSync(join(out, 'sheets'), { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const report = new Report('en');
const wanted = walks.filter(({ scenes }) => scenes.some(isWanted));
const jobs = languages.flatMap((language) =>
  wanted.filter((walk) => walk.languages?.includes(language) ?? true).map((walk) => ({ walk, language })),
);
if (jobs.length === 0) {
  console.error('No scene has such a name. There are:');
  for (const { scenes } of walks) console.error(`  ${scenes.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
const seconds = () => ((performance.now() - began) / 1_000).toFixed(0);
async function work(): Promise<void> {
  for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
    const { walk, language } = job;
    const ours = report.in(language);
    await play(walk, language, ours).catch((error: unknown) => ours.broken(walk.name, error));
    console.log(`${seconds().padStart(4)} s  ${language} ${walk.name}, ${jobs.length} to go`);
  }
}
const workers = Number(values.jobs ?? Math.min(2, cpus().length));
await Promise.all(Array.from({ length: workers }, work));

// As they follow each other, whichever program was the quicker.
const order = walks.flatMap(({ scenes }) => scenes.map(({ name }) => name));
report.pictures.sort(
  (one, other) =>
    languages.indexOf(one.language) - languages.indexOf(other.language) ||
    order.indexOf(one.scene) - order.indexOf(other.scene),
);
report.write(join(out, 'report.json'));
writeIndex(out, report.pictures);
const sheets = await makeSheets(out, report.pictures);
for (const line of report.lines()) console.log(line);
const { findings, pictures } = report;
console.log(
  `\n${pictures.length} pictures, ${sheets} sheets, ${findings.length} findings in ${seconds()} s: out/screens/index.html, out/screens/report.json`,
);
process.exit(findings.length === 0 && pictures.length > 0 ? 0 : 1);
