import type { Keyring } from '../../platform/keys/keyring.ts';

/** Kinds of means are concepts of the scheme means-kinds; nobody registers one of this kind. */
export const ONE_TIME_CODE = 'one-time-code';

/** What its holder made of a means. Ended by time is `expired`, reckoned when it is read. */
export type MeansStatus = 'active' | 'blocked' | 'lost' | 'expired';

/** A long-lived means as its holder sees it. The value itself is not kept. */
export interface HeldMeans {
  id: string;
  kind: { code: string; lv: string; en: string };
  issuer: { lv: string; en: string } | null;
  /** The last characters of the value. */
  ending: string | null;
  status: MeansStatus;
  validFrom: Date;
  validTo: Date | null;
}

const VALUE = /^[\p{L}\p{N}.:_/+=@]{6,128}$/u;
const BANK_CARD_NUMBER = /^\d{12,19}$/;

/**
 * The one form of a value, however it was typed or scanned: without spaces and hyphens, in capitals.
 * (Readers give the same serial number of a card as 04:a1… or 04A1…; codes are typed by hand.)
 */
export function normaliseMeansValue(value: string): string {
  return value.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/** Whether a normalised value can be one at all. */
export function isMeansValue(normalisedValue: string): boolean {
  return VALUE.test(normalisedValue);
}

/**
 * The keyed hash by which a means is found. Card numbers can be guessed one by one, so a plain hash
 * would give them away; the key is the installation's.
 */
export function hashMeansValue(keys: Keyring, value: string): Buffer {
  return keys.hash('means', normaliseMeansValue(value));
}

/**
 * Whether a value is, by its form, the number of a payment card: 12 to 19 digits whose check digit
 * is right (ISO/IEC 7812-1, Luhn). Such a number is never taken: a bank card is known by its
 * acquirer's reference only, so that nothing here falls under the rules for card numbers (PCI DSS).
 */
export function isBankCardNumber(value: string): boolean {
  const digits = normaliseMeansValue(value).replace(/[.:_/]/g, '');
  return BANK_CARD_NUMBER.test(digits) && hasLuhnCheckDigit(digits);
}

function hasLuhnCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const weighed = place % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

/** The last characters, for a holder to tell one card from another; too short a value has none. */
export function endingOf(normalisedValue: string): string | null {
  return normalisedValue.length >= 8 ? normalisedValue.slice(-4) : null;
}
