import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeBank } from './bank.ts';
import { makeCards } from './card.ts';
import { makeEparaksts } from './eparaksts.ts';
import { makeInstitution } from './institution.ts';
import { makeSamlNode } from './saml-node.ts';
import { serve } from './serve.ts';
import { makeTelephones } from './telephone.ts';

/**
 * A bank, the issuers of Smart-ID and of eParaksts mobile, institutions that sign their people on, the eIDAS
 * node, and the national authority with its cards, as programs elsewhere, by the wire that the real ones
 * speak. What was agreed with them is written into a file, for KOPLIETA_LOGIN_MEANS. Cards are shown at a
 * proxy that ends TLS before the platform.
 */
const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    port: { type: 'string', default: '0' },
    /** Ends with who started it. */
    'while-asked': { type: 'boolean', default: false },
    /** Beside a country that is only tried nobody has a card in the browser, nor a proxy that takes it. */
    'without-cards': { type: 'boolean', default: false },
    platform: { type: 'string', default: 'http://127.0.0.1:8080' },
  },
});
if (values['while-asked']) process.stdin.resume().once('end', () => process.exit());
if (!values.file) throw new Error('Say --file: where to write what was agreed.');

const bank = makeBank();
const telephones = makeTelephones();
const eparaksts = makeEparaksts();
const institution = await makeInstitution();
const samlNode = makeSamlNode();
const cards = await makeCards(values.platform);
const parties = [
  { at: /^\/bank/, party: bank },
  { at: /^\/(trustedx|eparaksts)/, party: eparaksts },
  { at: /^\/institution/, party: institution },
  { at: /^\/saml/, party: samlNode },
  { at: /^\/cards/, party: cards },
  { at: /./, party: telephones },
];
const server = await serve((exchange) => {
  parties.find(({ at }) => at.test(exchange.path))?.party.answer(exchange);
}, Number(values.port));
const address = server.address();
const port = typeof address === 'object' && address ? address.port : 0;
const home = `http://127.0.0.1:${port}`;
const samlAgreed = {
  ...{ ...samlNode.agreed, entityId: `${home}/saml`, entryPoint: `${home}/saml/ask` },
};
const agreed = [
  { ...telephones.settings, url: `${home}/rp/v2` },
  { ...bank.settings, url: `${home}/bank` },
  {
    ...{ kind: 'eidas', code: 'simulated-eidas', ...samlAgreed },
    name: { lv: 'Simulētais eIDAS mezgls', en: 'Simulated eIDAS node' },
  },
  ...(values['without-cards']
    ? []
    : [
        {
          ...cards.settings,
          revocationLists: [`${home}/cards/root.crl`, `${home}/cards/eid.crl`],
        },
        {
          ...{ kind: 'saml', code: 'simulated-saml', ...samlAgreed },
          name: { lv: 'Iestāde ar SAML', en: 'Institution with SAML' },
          ...{ level: 'high', personalCodeAttribute: 'personalCode' },
        },
      ]),
  { ...eparaksts.settings, url: home },
  { ...institution.settings, issuer: `${home}/institution` },
];
writeFileSync(values.file, `${JSON.stringify(agreed, null, 2)}\n`, { mode: 0o600 });
console.log(`The telephones of all people: ${home}/telephone`);
console.log(`The telephones with eParaksts mobile: ${home}/eparaksts`);
