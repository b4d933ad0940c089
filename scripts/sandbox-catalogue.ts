// Writes the sandbox's catalogue as a file to import: `npm run sandbox:catalogue -- [file] [seed]`. The sandbox's service
// offers from the one of seed 1. Everything in it is invented.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogueText, makeCatalogue } from '../test/sandbox/catalogue.ts';

const [file = fileURLToPath(new URL('../out/sandbox/catalogue.json', import.meta.url)), seed = '1'] =
  process.argv.slice(2);
const catalogue = makeCatalogue({ seed: Number(seed) });
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, catalogueText(catalogue));
const { models, variants, products } = catalogue;
console.log(`${file}: ${models.length} models, ${variants.length} variants, ${products.length} products`);
