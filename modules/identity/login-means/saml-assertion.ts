import type { Profile } from '@node-saml/node-saml';
import { z } from 'zod';
import { machineClock } from '../../../platform/clock/clock.ts';

/** What a signed assertion says. */
export interface SamlProof {
  attributes: Readonly<Record<string, unknown>>;
  /** How the person signed on there (SAML 2.0 Authentication Context). */
  said: string[];
}

/** A login there that is older proves nothing of who sits there now. */
const LOGIN_MAX_MS = 300_000;
/** Clocks of two institutions differ. */
const SKEW_MS = 60_000;
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

const Text = z.object({ _: z.string() });
/** As the library reads the signed part: each element an array, attributes in `$`, text in `_`. */
const Assertion = z.object({
  Assertion: z.object({
    Issuer: z.tuple([Text]),
    Subject: z.tuple([
      z.object({
        SubjectConfirmation: z.array(
          z.object({
            $: z.object({ Method: z.string() }),
            SubjectConfirmationData: z.tuple([
              z.object({
                $: z.object({
                  InResponseTo: z.string(),
                  Recipient: z.string(),
                  NotOnOrAfter: z.iso.datetime({ offset: true }),
                }),
              }),
            ]),
          }),
        ),
      }),
    ]),
    AuthnStatement: z.array(
      z.object({
        $: z.object({ AuthnInstant: z.iso.datetime({ offset: true }) }),
        AuthnContext: z.tuple([z.object({ AuthnContextClassRef: z.tuple([Text]) })]),
      }),
    ),
  }),
});

/**
 * What a signed assertion proves for one request, or what is wrong with it: it must be of the agreed
 * provider, for us, at our address, in answer to this request, and of a login just made (SAML 2.0 Profiles,
 * 4.1.4.3). The library has verified the signature, the audience and the period.
 */
export function provenBy(
  profile: Profile,
  asked: { entityId: string; at: string; requestId: string },
): SamlProof | string {
  const read = Assertion.safeParse(profile.getAssertion?.());
  if (!read.success) return 'The assertion lacks what it must have.';
  const { Issuer, Subject, AuthnStatement } = read.data.Assertion;
  if (Issuer[0]._.trim() !== asked.entityId) return 'The assertion is of another provider.';
  const now = machineClock.now().getTime();
  const isForUs = Subject[0].SubjectConfirmation.some(({ $, SubjectConfirmationData }) => {
    const { InResponseTo, Recipient, NotOnOrAfter } = SubjectConfirmationData[0].$;
    const isOurs = InResponseTo === asked.requestId && Recipient === asked.at;
    return $.Method === BEARER && isOurs && Date.parse(NotOnOrAfter) + SKEW_MS > now;
  });
  if (!isForUs) return 'The assertion is not for this log-in.';
  const fresh = AuthnStatement.filter(({ $ }) => {
    const ageMs = now - Date.parse($.AuthnInstant);
    return ageMs <= LOGIN_MAX_MS && ageMs >= -SKEW_MS;
  });
  if (fresh.length === 0) return 'The login there is too old.';
  const said = fresh.map(({ AuthnContext }) => AuthnContext[0].AuthnContextClassRef[0]._.trim());
  const { attributes } = profile as { attributes?: Record<string, unknown> };
  return { attributes: attributes ?? {}, said };
}
