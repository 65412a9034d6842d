import { type KeyObject, sign, verify } from 'node:crypto';

/**
 * The packets by which banks of the Baltics prove who somebody is: fields of a form, of which those
 * that count are signed in a fixed order, each preceded by its length in three digits. Version 009
 * signs with RSA and SHA-512.
 */
export type BankPacket = Readonly<Record<string, string>>;

export const BANK_VERSION = '009';
export const QUERY = '4012';
export const ANSWER = '3013';

const ORDERS: Readonly<Record<string, readonly string[]>> = {
  [QUERY]: [
    ...['VK_SERVICE', 'VK_VERSION', 'VK_SND_ID', 'VK_REC_ID', 'VK_NONCE', 'VK_RETURN'],
    ...['VK_DATETIME', 'VK_RID'],
  ],
  [ANSWER]: [
    ...['VK_SERVICE', 'VK_VERSION', 'VK_DATETIME', 'VK_SND_ID', 'VK_REC_ID', 'VK_NONCE'],
    ...['VK_USER_NAME', 'VK_USER_ID', 'VK_COUNTRY', 'VK_OTHER', 'VK_TOKEN', 'VK_RID'],
  ],
};

/** A packet with its control code. */
export function signPacket(fields: BankPacket, key: KeyObject): BankPacket {
  const mac = sign('sha512', signedTextOf(fields), key).toString('base64');
  return { ...fields, VK_MAC: mac, VK_ENCODING: 'UTF-8' };
}

/** Whether a packet is one that we know, and was signed by whom the key belongs to. */
export function isSigned(fields: BankPacket, key: KeyObject): boolean {
  const { VK_SERVICE: service = '', VK_VERSION: version, VK_MAC: mac = '' } = fields;
  if (!(service in ORDERS) || version !== BANK_VERSION) return false;
  return verify('sha512', signedTextOf(fields), key, Buffer.from(mac, 'base64'));
}

function signedTextOf(fields: BankPacket): Buffer {
  const names = ORDERS[fields.VK_SERVICE ?? ''] ?? [];
  const parts = names.map((name) => {
    const value = fields[name] ?? '';
    return String([...value].length).padStart(3, '0') + value;
  });
  return Buffer.from(parts.join(''), 'utf8');
}

/** An instant as packets write it: with the offset, without a colon in it. */
export function bankTime(now: Date): string {
  return now.toISOString().replace(/\.\d+Z$/, '+0000');
}

export function readBankTime(text: string | undefined): Date | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-]\d\d):?(\d\d)$/.exec(text ?? '');
  return match ? new Date(`${match[1]}${match[2]}:${match[3]}`) : undefined;
}
