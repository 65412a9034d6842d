import { randomBytes } from 'node:crypto';
import { errors } from 'oidc-provider';
import type { Context } from '../../../platform/context.ts';
import { artifactAdapter } from '../sign-on/artifact-adapter.ts';

const KIND = 'ShownCard';
const CODE_BYTES = 32;
const HELD_S = 60;

/**
 * Keeps the certificate that was shown for a log-in for a minute, and gives a code for it. Only the browser
 * that showed it gets the code, and only the one that began the log-in can use it: whoever lures somebody
 * into showing a card for the log-in of another gains nothing.
 */
export async function keepShownCard(
  context: Context,
  { certificate, state }: { certificate: string; state: string },
): Promise<string> {
  const code = randomBytes(CODE_BYTES).toString('base64url');
  await artifactAdapter(context, KIND).upsert(code, { certificate, state }, HELD_S);
  return code;
}

/** The certificate (PEM) that a code stands for, once and for its log-in alone. */
export async function takeShownCard(
  context: Context,
  { code, state }: { code: string | undefined; state: string },
): Promise<string | undefined> {
  if (code === undefined) return undefined;
  const cards = artifactAdapter(context, KIND);
  const found = await cards.find(code);
  if (!found || found.consumed || found.state !== state) return undefined;
  const isFirst = await cards.consume(code).then(
    () => true,
    (error: unknown) => {
      if (error instanceof errors.InvalidGrant) return false;
      throw error;
    },
  );
  return isFirst ? (found.certificate as string) : undefined;
}
