// What the stand-in Electron starts: it loads the app folder named on the command line, as Electron's own default
// app would.
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app } = require('electron');

const folder = process.argv.slice(1).find((word) => !word.startsWith('-'));
if (folder === undefined) throw new Error('Name the folder of the app on the command line');
const appFolder = resolve(folder);
require('./node-sqlite.cjs').provideNodeSqlite(join(appFolder, 'package.json'));

const { name, productName, version, main } = JSON.parse(
  readFileSync(join(appFolder, 'package.json'), 'utf8'),
);
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(appFolder);
require(join(appFolder, main));
