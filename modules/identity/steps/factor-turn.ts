import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import type { LoginPage } from '../login-means/login-means.ts';
import type { LoginRefusal } from '../login-means/login-refusals.ts';
import { factorPage } from '../second-factors/factor-page.ts';
import { PasskeyResponse } from '../second-factors/passkey.ts';
import {
  askForFactor,
  type Proof,
  type ProvenFactor,
  proveFactor,
} from '../second-factors/prove-factor.ts';
import { artifactAdapter } from '../sign-on/artifact-adapter.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';
import type { FinishedLogIn } from './finish-log-in.ts';

const KEPT_S = 600;

const Kept = z.object({
  personId: z.uuid(),
  means: z.string(),
  level: z.enum(ASSURANCE_LEVELS),
  outside: z.object({ sub: z.string().optional(), sid: z.string().optional() }).optional(),
  challenge: z.string().nullable(),
});

interface Asked {
  uid: string;
  publicUrl: string;
  language: 'lv' | 'en';
  address: string;
}

/** Who proved by what first means who they are, and how strongly. */
type UsedMeans = Omit<FinishedLogIn, 'factor' | 'isOfficialsOnly'>;

export type FactorOutcome =
  | { kind: 'ask'; page: LoginPage; personId: string; isWrong: boolean }
  | ({ kind: 'proven'; factor: ProvenFactor } & UsedMeans)
  | { kind: 'refused'; code: LoginRefusal; personId?: string };

/** After a first means that is too weak: asks for a second factor, if the person has one. */
export async function beginFactor(
  context: Context,
  used: UsedMeans,
  asked: Asked,
): Promise<FactorOutcome> {
  return await ask(context, { ...used, isWrong: false }, asked);
}

/** Takes what the person sent of the second factor, in the log-in of a step. */
export async function takeFactor(
  context: Context,
  form: Readonly<Record<string, string>>,
  asked: Asked,
): Promise<FactorOutcome> {
  const { uid, publicUrl } = asked;
  const kept = Kept.safeParse(await artifactAdapter(context, 'LoginFactor').find(uid)).data;
  if (!kept) return { kind: 'refused', code: 'not-proven' };
  const { challenge, ...used } = kept;
  const proof = proofOf(form, challenge);
  if (!proof) return await ask(context, { ...used, isWrong: false }, asked);
  const factor = await proveFactor(context, { personId: used.personId, publicUrl, proof });
  if (factor === 'wrong') return await ask(context, { ...used, isWrong: true }, asked);
  await artifactAdapter(context, 'LoginFactor').destroy(uid);
  const { personId } = used;
  if (factor === 'too-often') return { kind: 'refused', code: 'too-often', personId };
  return { kind: 'proven', ...used, factor };
}

/** Each asking has a challenge of its own: what was signed for another is worth nothing. */
async function ask(
  context: Context,
  { isWrong, ...used }: UsedMeans & { isWrong: boolean },
  { uid, publicUrl, language, address }: Asked,
): Promise<FactorOutcome> {
  const { personId } = used;
  const asked = await askForFactor(context, { personId, publicUrl });
  if (!asked) return { kind: 'refused', code: 'no-factor', personId };
  const challenge = asked.passkey?.challenge ?? null;
  await artifactAdapter(context, 'LoginFactor').upsert(uid, { ...used, challenge }, KEPT_S);
  const page = factorPage(asked, { language, address, isWrong });
  return { kind: 'ask', page, personId, isWrong };
}

function proofOf(
  { code, deskCode, response }: Readonly<Record<string, string>>,
  challenge: string | null,
): Proof | undefined {
  if (code !== undefined) return { code: code.replaceAll(' ', '') };
  if (deskCode !== undefined) return { deskCode: deskCode.replaceAll(' ', '') };
  if (response === undefined || challenge === null) return undefined;
  const read = PasskeyResponse.safeParse(parse(response)).data;
  return read && { response: read, challenge };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
