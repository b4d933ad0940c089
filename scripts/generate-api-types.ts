// Writes main/api/customer-api.gen.ts from the OpenAPI document; `--check` only says whether it is current.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const source = new URL('../resources/openapi/customer-api.yaml', import.meta.url);
const target = new URL('../main/api/customer-api.gen.ts', import.meta.url);

const types = astToString(await openapiTS(source));
const text = `// Generated from resources/openapi/customer-api.yaml by scripts/generate-api-types.ts. Do not edit.\n${types}`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('main/api/customer-api.gen.ts is not current: run "npm run generate" and commit the result.');
  process.exit(1);
}
