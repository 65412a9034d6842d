import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeBank } from './bank.ts';
import { serve } from './serve.ts';
import { makeTelephones } from './telephone.ts';

/**
 * A bank and the issuer of Smart-ID as programs elsewhere, by the wire that the real ones speak. What
 * was agreed with them is written into a file, for KOPLIETA_LOGIN_MEANS.
 */
const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    port: { type: 'string', default: '0' },
    /** Ends with who started it. */
    'while-asked': { type: 'boolean', default: false },
  },
});
if (values['while-asked']) process.stdin.resume().once('end', () => process.exit());
if (!values.file) throw new Error('Say --file: where to write what was agreed.');

const bank = makeBank();
const telephones = makeTelephones();
const server = await serve((exchange) => {
  const party = exchange.path.startsWith('/bank') ? bank : telephones;
  party.answer(exchange);
}, Number(values.port));
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;
const home = `http://127.0.0.1:${port}`;
const agreed = [
  { ...telephones.settings, url: `${home}/rp/v2` },
  { ...bank.settings, url: `${home}/bank` },
];
writeFileSync(values.file, `${JSON.stringify(agreed, null, 2)}\n`, { mode: 0o600 });
console.log(`The telephones of all people: ${home}/telephone`);
