import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { machineClock } from '../../../platform/clock/clock.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { html } from '../pages/html.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';
import {
  ANSWER,
  BANK_VERSION,
  type BankPacket,
  bankTime,
  isSigned,
  QUERY,
  readBankTime,
  signPacket,
} from './bank-packet.ts';
import type { LoginMeans } from './login-means.ts';
import { findPersonOf } from './person-of.ts';

/** What the operator agreed with one bank. */
export const BankSettings = z.strictObject({
  kind: z.literal('bank-link'),
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  name: Text,
  level: z.enum(ASSURANCE_LEVELS).default('substantial'),
  /** Where the query goes. */
  url: z.url(),
  /** By what name the bank knows us, and we it. */
  ownId: z.string().min(1).max(15),
  bankId: z.string().min(1).max(15),
  /** PEM. */
  privateKey: z.string(),
  bankPublicKey: z.string(),
});
export type BankSettings = z.output<typeof BankSettings>;

/** Clocks may differ by so much; an older packet counts no more. */
const SKEW_MS = 5 * 60_000;
const NONCE_BYTES = 24;

const State = z.object({
  nonce: z.string(),
  /** What the bank answered: a personal code that it proved, or that it proved nothing. */
  answer: z.union([z.object({ personalCode: z.string() }), z.literal('not-proven')]).optional(),
});

const TITLE = { lv: 'Pieteikties ar banku', en: 'Sign on by a bank' };

/** A bank that proves who somebody is: the person goes there by a signed form, and comes back by one. */
export function bankLink(settings: BankSettings): LoginMeans {
  const { code, level, name, url, ownId, bankId } = settings;
  const ownKey = createPrivateKey(settings.privateKey);
  const bankKey = createPublicKey(settings.bankPublicKey);
  const provenBy = (packet: BankPacket, nonce: string): string | undefined => {
    const at = readBankTime(packet.VK_DATETIME);
    const late = !at || Math.abs(machineClock.now().getTime() - at.getTime()) > SKEW_MS;
    const meant =
      packet.VK_SERVICE === ANSWER &&
      packet.VK_SND_ID === bankId &&
      packet.VK_REC_ID === ownId &&
      packet.VK_NONCE === nonce &&
      packet.VK_COUNTRY === 'LV';
    return meant && !late && isSigned(packet, bankKey) ? packet.VK_USER_ID : undefined;
  };
  return {
    ...{ code, level, name },
    hint: { lv: 'Apstipriniet savā bankā', en: 'Confirm at your bank' },
    takeReturn: (kept, form) => {
      const { nonce } = State.parse(kept);
      const personalCode = provenBy(form, nonce);
      return { nonce, answer: personalCode === undefined ? 'not-proven' : { personalCode } };
    },
    take: async (context, { state, language, returnUrl }) => {
      const kept = State.safeParse(state).data;
      if (kept?.answer === 'not-proven') return { kind: 'refused', code: 'not-proven' };
      if (kept?.answer) return await findPersonOf(context, kept.answer.personalCode);
      const nonce = kept?.nonce ?? randomBytes(NONCE_BYTES).toString('base64url');
      const query = {
        ...{ VK_SERVICE: QUERY, VK_VERSION: BANK_VERSION, VK_SND_ID: ownId, VK_REC_ID: bankId },
        ...{ VK_NONCE: nonce, VK_RETURN: returnUrl, VK_DATETIME: bankTime(machineClock.now()) },
        VK_RID: '',
      };
      const fields = { ...signPacket(query, ownKey), VK_LANG: language === 'lv' ? 'LAT' : 'ENG' };
      const body = html`
<form method="post" action="${url}" class="stack">
${Object.entries(fields).map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`)}
<button type="submit" class="primary">${language === 'lv' ? `Doties uz: ${name.lv}` : `Go to ${name.en}`}</button>
</form>`;
      return {
        ...{ kind: 'ask', state: { nonce } },
        page: { title: TITLE, body, formOrigins: [new URL(url).origin] },
      };
    },
  };
}
