import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { Exchange } from './serve.ts';

/** A simulated bank: it knows everybody, and proves who somebody is by signed packets. */
export interface Bank {
  /** What an operator would agree with it; the address is added by who serves it. */
  settings: object;
  answer(exchange: Exchange): void;
}

const QUERY = ['SERVICE', 'VERSION', 'SND_ID', 'REC_ID', 'NONCE', 'RETURN', 'DATETIME', 'RID'];
const ANSWER = [
  ...['SERVICE', 'VERSION', 'DATETIME', 'SND_ID', 'REC_ID', 'NONCE'],
  ...['USER_NAME', 'USER_ID', 'COUNTRY', 'OTHER', 'TOKEN', 'RID'],
];
const BANK_ID = 'SIMBANKA';
const OWN_ID = 'KOPLIETA';
const LATE_MS = 60 * 60_000;

export function makeBank(): Bank {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bank = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = (key: KeyObject) =>
    key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' }) as string;
  return {
    settings: {
      kind: 'bank-link',
      code: 'simulated-bank',
      name: { lv: 'Simulētā banka', en: 'Simulated Bank' },
      level: 'substantial',
      ownId: OWN_ID,
      bankId: BANK_ID,
      privateKey: pem(own.privateKey),
      bankPublicKey: pem(bank.publicKey),
    },
    answer: ({ path, form, send }) => {
      if (path === '/bank') return askWho(form, own.publicKey, send);
      const key = form.fault === 'another-key' ? stranger.privateKey : bank.privateKey;
      send(200, pageOf(backForm(answerTo(form, key), form.VK_RETURN ?? '')));
    },
  };
}

/** The bank's own login: in the simulated country a personal code is enough. */
function askWho(form: Fields, key: KeyObject, send: Exchange['send']): void {
  const signature = Buffer.from(form.VK_MAC ?? '', 'base64');
  const known = verify('sha512', textOf(form, QUERY), key, signature);
  if (!known || form.VK_SND_ID !== OWN_ID) return send(400, 'The query is not signed as agreed.');
  send(
    200,
    pageOf(`<form method="post" action="/bank/confirm">
${hidden({ VK_NONCE: form.VK_NONCE ?? '', VK_RETURN: form.VK_RETURN ?? '' })}
<label>Personas kods <input name="personalCode" required></label>
<label>Vārds <input name="name" value="Simulēta persona"></label>
<button>Apstiprināt</button></form>
${backForm({}, form.VK_RETURN ?? '', 'Atcelt')}`),
  );
}

function answerTo(form: Fields, key: KeyObject): Fields {
  const now = new Date(Date.now() - (form.fault === 'late' ? LATE_MS : 0));
  const fields: Fields = {
    ...{ VK_SERVICE: '3013', VK_VERSION: '009', VK_SND_ID: BANK_ID, VK_REC_ID: OWN_ID },
    VK_DATETIME: now.toISOString().replace(/\.\d+Z$/, '+0000'),
    VK_NONCE: form.fault === 'another-nonce' ? 'another' : (form.VK_NONCE ?? ''),
    ...{ VK_USER_NAME: form.name ?? '', VK_USER_ID: form.personalCode ?? '', VK_COUNTRY: 'LV' },
    ...{ VK_OTHER: '', VK_TOKEN: '5', VK_RID: '' },
  };
  const mac = sign('sha512', textOf(fields, ANSWER), key).toString('base64');
  return { ...fields, VK_MAC: mac, VK_ENCODING: 'UTF-8' };
}

type Fields = Readonly<Record<string, string>>;

function textOf(fields: Fields, names: readonly string[]): Buffer {
  const values = names.map((name) => fields[`VK_${name}`] ?? '');
  return Buffer.from(
    values.map((value) => `${String([...value].length).padStart(3, '0')}${value}`).join(''),
  );
}

function backForm(fields: Fields, to: string, label = 'Atgriezties'): string {
  return `<form method="post" action="${escape(to)}">${hidden(fields)}<button>${label}</button></form>`;
}

function hidden(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`)
    .join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (found) => `&#${found.charCodeAt(0)};`);
}

function pageOf(body: string): string {
  return `<!doctype html><html lang="lv"><meta charset="utf-8"><title>Simulētā banka</title>
<h1>Simulētā banka</h1>${body}</html>`;
}
