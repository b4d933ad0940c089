import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startSandbox } from '../sandbox/sandbox.ts';
import { launch } from '../support/launch.ts';
import type { Picture } from './report.ts';
import { nameOf, type Variant } from './variants.ts';

/** A thumbnail, with room for its name under it. */
const cell = { width: 420, height: 300, label: 24, gap: 12 } as const;
const COLUMNS = 5;

/** Which pictures are on one sheet: all scenes in one language, one way. */
const sheetOf = ({ language, variant }: Picture): string => `${language}-${nameOf(variant)}`;
const isOnSheet = ({ size, density, system }: Variant): boolean =>
  size === '1024' || (size === 'zoom' && density === 'normal') || system !== null;

/** Draws contact sheets into out/screens/sheets, in a window of the program's own Chromium. @returns how many. */
export async function makeSheets(out: string, pictures: readonly Picture[]): Promise<number> {
  const sheets = Map.groupBy(
    pictures.filter(({ variant }) => isOnSheet(variant)),
    sheetOf,
  );
  if (sheets.size === 0) return 0;
  const folder = join(out, 'sheets');
  mkdirSync(folder, { recursive: true });
  const sandbox = await startSandbox({ plugged: false });
  const deployment = sandbox.writeDeployment(join(out, 'sheets-deployment.json'));
  const { window, kill, userData } = await launch({ deployment });
  try {
    for (const [name, members] of sheets) {
      const rows = Math.ceil(members.length / COLUMNS);
      const size = {
        width: COLUMNS * (cell.width + cell.gap) + cell.gap,
        height: rows * (cell.height + cell.label + cell.gap) + cell.gap,
      };
      await window.evaluate(({ width, height }) => {
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height });
        const pen = canvas.getContext('2d');
        if (pen === null) return;
        pen.fillStyle = '#8a9099';
        pen.fillRect(0, 0, width, height);
        Object.assign(globalThis, { sheet: { canvas, pen } });
      }, size);
      for (const [at, { file, scene }] of members.entries()) {
        const place = {
          x: cell.gap + (at % COLUMNS) * (cell.width + cell.gap),
          y: cell.gap + Math.floor(at / COLUMNS) * (cell.height + cell.label + cell.gap),
          ...cell,
          label: scene,
          source: `data:image/png;base64,${readFileSync(file, 'base64')}`,
        };
        await window.evaluate(async ({ x, y, width, height, label, source }) => {
          const { pen } = (globalThis as unknown as { sheet: { pen: CanvasRenderingContext2D } }).sheet;
          const image = new Image();
          image.src = source;
          await image.decode();
          const scale = Math.min(width / image.width, height / image.height);
          pen.imageSmoothingQuality = 'high';
          pen.drawImage(image, x, y + 24, image.width * scale, image.height * scale);
          pen.fillStyle = '#000';
          pen.font = '600 15px Inter, sans-serif';
          pen.fillText(label, x, y + 17);
        }, place);
      }
      const drawn = await window.evaluate(() =>
        (globalThis as unknown as { sheet: { canvas: HTMLCanvasElement } }).sheet.canvas.toDataURL(
          'image/png',
        ),
      );
      writeFileSync(join(folder, `${name}.png`), Buffer.from(drawn.split(',')[1] ?? '', 'base64'));
    }
  } finally {
    await kill();
    await sandbox.close();
    rmSync(userData, { recursive: true, force: true });
    rmSync(deployment, { force: true });
  }
  return sheets.size;
}

/** A page to look all of them over in a browser. */
export function writeIndex(out: string, pictures: readonly Picture[]): void {
  const sections = [...Map.groupBy(pictures, ({ language, scene }) => `${language}: ${scene}`)].map(
    ([title, members]) => {
      const figures = members.map(({ file, variant }) => {
        const path = relative(out, file);
        return `<a href="${path}"><img loading="lazy" src="${path}" alt=""><br>${nameOf(variant)}</a>`;
      });
      return `<h2>${title}</h2><div>${figures.join('\n')}</div>`;
    },
  );
  const style =
    'body{font:14px sans-serif;background:#8a9099}div{display:flex;flex-wrap:wrap;gap:12px}img{width:360px}a{color:#000}';
  const page = `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${style}</style>${sections.join('\n')}`;
  writeFileSync(join(out, 'index.html'), page);
}
