import { createSerialTransport } from '../../main/connector/serial-transport.ts';

// Opens the ports named and prints what came of each: run by tests in another language of the C library.
const transport = createSerialTransport({ extraPorts: [], systemList: () => Promise.resolve([]) });
const outcomes: unknown[] = [];
for (const path of process.argv.slice(2)) {
  const opened = await transport.open(path, 115_200);
  outcomes.push(opened.ok ? 'open' : opened.error);
}
console.log(JSON.stringify(outcomes));
process.exit();
