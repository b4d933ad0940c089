// Runs the sandbox alone, until Ctrl+C.
import { fileURLToPath } from 'node:url';
import { makeCatalogue } from '../test/sandbox/catalogue.ts';
import { sample, startSandbox } from '../test/sandbox/sandbox.ts';

const sandbox = await startSandbox({ control: true, oidc: true, catalogue: makeCatalogue() });
const file = sandbox.writeDeployment(
  fileURLToPath(new URL('../out/sandbox/deployment.json', import.meta.url)),
);
const control = sandbox.control?.url ?? '';
console.log(`Deployment file   ${file}
Customer API      ${sandbox.api.url}
OpenID provider   ${sandbox.oidc?.issuer ?? ''}
Connector         ${sample.connectorId}, pin ${sample.pin}, plugged in at ${sandbox.connector.path}
Control           ${control}

  npm start -- --deployment=${file}
  curl ${control}/tickets
  curl -X POST ${control}/connector/unplug
  curl -X POST ${control}/faults -d '{"fault":{"kind":"reset","at":"commit"}}'

A catalogue to import, with everything in it invented: npm run sandbox:catalogue

Everything else: test/sandbox/README.md. Ctrl+C ends it.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void sandbox.close().then(() => process.exit(0)));
}
