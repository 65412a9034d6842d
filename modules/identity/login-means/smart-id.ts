import { createHash, randomBytes, verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Language } from '../../../platform/i18n/localized-text.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { parsePersonalCode } from '../../persons/index.ts';
import { html } from '../pages/html.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';
import { chainOf, isInTime, personalCodeOf } from './certificate-trust.ts';
import type { LoginMeans, LoginOutcome } from './login-means.ts';
import type { LoginRefusal } from './login-refusals.ts';
import { findPersonOf } from './person-of.ts';
import { askForSession, readSessionOf, type SmartIdSession } from './smart-id-service.ts';

/** What the operator agreed with the issuer (Smart-ID RP API, version 2). */
export const SmartIdSettings = z.strictObject({
  kind: z.literal('smart-id'),
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  name: Text,
  level: z.enum(ASSURANCE_LEVELS).default('high'),
  url: z.url(),
  relyingPartyUUID: z.uuid(),
  relyingPartyName: z.string().min(1).max(32),
  /** PEM: the authorities whose certificates count. */
  authorities: z.array(z.string()).min(1),
});
export type SmartIdSettings = z.output<typeof SmartIdSettings>;

const RANDOM_BYTES = 64;

const State = z.object({
  sessionId: z.string(),
  random: z.string(),
  personalCode: z.string(),
});
type State = z.output<typeof State>;

const TITLE = { lv: 'Apstipriniet tālrunī', en: 'Confirm on the telephone' };
const REFUSED: Readonly<Record<string, LoginRefusal>> = {
  TIMEOUT: 'timed-out',
  WRONG_VC: 'wrong-code',
  DOCUMENT_UNUSABLE: 'not-usable',
  REQUIRED_INTERACTION_NOT_SUPPORTED_BY_APP: 'not-usable',
};

/** A telephone that proves who somebody is: they choose there the code that the page shows. */
export function smartId(settings: SmartIdSettings): LoginMeans {
  const { code, level, name } = settings;
  const authorities = trustedBy(settings);
  return {
    ...{ code, level, name },
    hint: { lv: 'Apstipriniet savā tālrunī', en: 'Confirm on your telephone' },
    claims: ({ personalCode }) => readCode(personalCode),
    take: async (context, { state, form, language, address }) => {
      const kept = State.safeParse(state).data;
      if (!kept) return await begin(settings, { form, language, address });
      const session = await readSessionOf(settings, kept.sessionId);
      if (session === 'unreachable') return { kind: 'refused', code: 'unreachable' };
      if (session.state === 'RUNNING') return waiting(kept, { language, address, asked: true });
      const refused = refusalOf(session, kept, authorities);
      if (refused) return { kind: 'refused', code: refused };
      return await findPersonOf(context, kept.personalCode);
    },
  };
}

async function begin(
  settings: SmartIdSettings,
  {
    form,
    language,
    address,
  }: { form: Readonly<Record<string, string>>; language: Language; address: string },
): Promise<LoginOutcome> {
  const personalCode = readCode(form.personalCode);
  if (personalCode === undefined) return askForCode(form.personalCode, { language, address });
  const random = randomBytes(RANDOM_BYTES);
  const text = language === 'lv' ? 'Pieteikties Koplietā' : 'Sign on to Koplieta';
  const sessionId = await askForSession(settings, {
    identifier: `PNOLV-${personalCode}`,
    hash: hashOf(random).toString('base64'),
    interactions: [
      { type: 'verificationCodeChoice', displayText60: text },
      { type: 'displayTextAndPIN', displayText60: text },
    ],
  });
  if (sessionId === 'unreachable') return { kind: 'refused', code: 'unreachable' };
  // Who has no account is told the same as who has one that cannot be used.
  if (sessionId === 'refused') return { kind: 'refused', code: 'not-usable' };
  const state = { sessionId, personalCode, random: random.toString('base64') };
  return waiting(state, { language, address, asked: false });
}

function askForCode(
  given: string | undefined,
  { language, address }: { language: Language; address: string },
): LoginOutcome {
  const lv = language === 'lv';
  const wrong = lv
    ? 'Personas kods nav pareizs. Rakstiet to kā 010190-12345.'
    : 'The personal code is wrong. Write it as 010190-12345.';
  const body = html`
${given === undefined ? null : html`<p class="notice" role="alert" id="wrong">${wrong}</p>`}
<form method="post" action="${address}" class="stack">
<div><label for="personalCode">${lv ? 'Personas kods' : 'Personal code'}</label>
<input id="personalCode" name="personalCode" inputmode="numeric" autocomplete="off" maxlength="12" required></div>
<button type="submit" class="primary">${lv ? 'Turpināt' : 'Continue'}</button>
</form>`;
  return { kind: 'ask', state: null, page: { title: TITLE, body } };
}

/**
 * The code on the page is the one that the telephone asks for. The page stays as it is until the person
 * goes on: one that reloads by itself takes who reads slowly, or listens, back to its beginning.
 */
function waiting(
  state: State,
  { language, address, asked }: { language: Language; address: string; asked: boolean },
): LoginOutcome {
  const lv = language === 'lv';
  const code = verificationCodeOf(hashOf(Buffer.from(state.random, 'base64')));
  const notYet = lv
    ? 'Tālrunis vēl nav atbildējis. Apstipriniet tajā un tad turpiniet.'
    : 'The telephone has not answered yet. Confirm there, then continue.';
  const body = html`
${asked ? html`<p class="notice" role="status">${notYet}</p>` : null}
<p>${lv ? 'Tālrunī izvēlieties šo kodu un ievadiet PIN:' : 'Choose this code on the telephone and enter your PIN:'}</p>
<p class="code"><span aria-hidden="true">${code}</span><span class="only-heard">${[...code].join(' ')}</span></p>
<p class="soft">${lv ? 'Ja kods nesakrīt, neapstipriniet.' : 'If the code differs, do not confirm.'}</p>
<form method="get" action="${address}" class="stack">
<button type="submit" class="primary">${lv ? 'Esmu apstiprinājis, turpināt' : 'I have confirmed, continue'}</button>
</form>`;
  return { kind: 'ask', state, page: { title: TITLE, body } };
}

/** The authorities whose certificates count. */
export function trustedBy({ authorities }: SmartIdSettings): X509Certificate[] {
  return authorities.map((pem) => new X509Certificate(pem));
}

/** Why what the telephone answered proves nothing; undefined when it proves who the person is. */
export function refusalOf(
  session: SmartIdSession,
  { random, personalCode }: Pick<State, 'random' | 'personalCode'>,
  authorities: readonly X509Certificate[],
  at: Date = machineClock.now(),
): LoginRefusal | undefined {
  const result = session.result?.endResult ?? '';
  if (result !== 'OK') {
    return REFUSED[result] ?? (result.startsWith('USER_REFUSED') ? 'cancelled' : 'not-usable');
  }
  const { cert, signature } = session;
  if (cert?.certificateLevel !== 'QUALIFIED' || !signature) return 'not-proven';
  const certificate = readCertificate(cert.value);
  if (!certificate || !isTrusted(certificate, authorities, at)) return 'not-proven';
  if (personalCodeOf(certificate) !== personalCode) return 'not-proven';
  const signed = verify(
    'sha512',
    Buffer.from(random, 'base64'),
    certificate.publicKey,
    Buffer.from(signature.value, 'base64'),
  );
  return signed && signature.algorithm === 'sha512WithRSAEncryption' ? undefined : 'not-proven';
}

function isTrusted(
  certificate: X509Certificate,
  authorities: readonly X509Certificate[],
  at: Date,
): boolean {
  return isInTime(certificate, at) && chainOf(certificate, { authorities }, at) !== undefined;
}

function readCertificate(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return undefined;
  }
}

function readCode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : parsePersonalCode(text).code;
  } catch {
    return undefined;
  }
}

function hashOf(random: Buffer): Buffer {
  return createHash('sha512').update(random).digest();
}

/** The last four decimal digits of the last two bytes of the hash's SHA-256. */
export function verificationCodeOf(hash: Buffer): string {
  const number = createHash('sha256').update(hash).digest().readUInt16BE(30);
  return String(number % 10_000).padStart(4, '0');
}
