// The stand-in Electron is older than node:sqlite. This maps the name to a drop-in for it, so that no file of the
// program knows.
const Module = require('node:module');

exports.provideNodeSqlite = (from) => {
  const substitute = Module.createRequire(from).resolve('@photostructure/sqlite');
  const load = Module._load;
  Module._load = (request, parent, isMain) =>
    load(request === 'node:sqlite' ? substitute : request, parent, isMain);
};
