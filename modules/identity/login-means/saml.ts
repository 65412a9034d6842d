import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';
import { Levels, levelStated, personalCodeStated } from './federated-claims.ts';
import type { LoginMeans } from './login-means.ts';
import { findPersonOf } from './person-of.ts';
import { samlMeans } from './saml-means.ts';
import { SAML_AGREED, samlProvider } from './saml-provider.ts';

/** What the operator agreed with an institution that has only SAML 2.0. */
export const SamlSettings = z.strictObject({
  kind: z.literal('saml'),
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  name: Text,
  /** The most that a login there counts for, whatever the provider says of it. */
  level: z.enum(ASSURANCE_LEVELS).default('substantial'),
  ...SAML_AGREED,
  /** The attribute that has the personal code, with or without `PNOLV-` before it. */
  personalCodeAttribute: z.string().min(1),
  levels: Levels,
  /** Code: the provider tells of this organisation's officials, and they sign on by it alone. */
  organisation: z.string().optional(),
});
export type SamlSettings = z.output<typeof SamlSettings>;

/** The SAML identity provider of an institution, at which people sign on. */
export function saml(settings: SamlSettings): LoginMeans {
  const { code, level, name, organisation, personalCodeAttribute } = settings;
  const hint = {
    lv: 'Jūs pieteiksieties iestādes lapā',
    en: 'You sign on at the page of the institution',
  };
  return samlMeans({
    provider: samlProvider(settings),
    means: { code, level, name, hint, organisation },
    told: {
      lv: 'Jūs turpināsiet iestādes pieteikšanās lapā un pēc tam atgriezīsieties šeit.',
      en: 'You go on at the sign-on page of the institution, and come back here after that.',
    },
    identify: async (context, { attributes, said }) => {
      const personalCode = personalCodeStated(attributes[personalCodeAttribute]);
      if (personalCode === undefined) return { kind: 'refused', code: 'not-proven' };
      const outcome = await findPersonOf(context, personalCode);
      return outcome.kind === 'known'
        ? { ...outcome, level: levelStated(settings, said) }
        : outcome;
    },
  });
}
