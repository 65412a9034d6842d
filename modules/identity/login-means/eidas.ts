import { z } from 'zod';
import { isDay } from '../../../platform/clock/day.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { findOrAddForeigner, isForeignIdentifier } from '../../persons/index.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';
import { Levels, levelStated } from './federated-claims.ts';
import type { LoginMeans } from './login-means.ts';
import { samlMeans } from './saml-means.ts';
import { SAML_AGREED, samlProvider } from './saml-provider.ts';

/** What is agreed with the national eIDAS node: it leads to the means of other countries. */
export const EidasSettings = z.strictObject({
  kind: z.literal('eidas'),
  code: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  name: Text,
  level: z.enum(ASSURANCE_LEVELS).default('high'),
  ...SAML_AGREED,
  levels: Levels,
});
export type EidasSettings = z.output<typeof EidasSettings>;

/** The minimum data set of a natural person (eIDAS SAML Attribute Profile 1.2, 2.2). */
const ATTRIBUTE = 'http://eidas.europa.eu/attributes/naturalperson/';
const MINIMUM = {
  identifier: `${ATTRIBUTE}PersonIdentifier`,
  familyName: `${ATTRIBUTE}CurrentFamilyName`,
  givenName: `${ATTRIBUTE}CurrentGivenName`,
  birthDate: `${ATTRIBUTE}DateOfBirth`,
};
const NameText = z.string().trim().min(1).max(200);
const Person = z.object({
  [MINIMUM.identifier]: z.string().refine(isForeignIdentifier),
  [MINIMUM.familyName]: NameText,
  [MINIMUM.givenName]: NameText,
  [MINIMUM.birthDate]: z.string().refine(isDay),
});

const EXTENSIONS = 'http://eidas.europa.eu/saml-extensions';

/** eIDAS SAML Message Format 1.2, 2.3.2: who asks, and for which attributes. */
const extensions = {
  'eidas:SPType': { '@xmlns:eidas': EXTENSIONS, '#text': 'public' },
  'eidas:RequestedAttributes': {
    '@xmlns:eidas': EXTENSIONS,
    'eidas:RequestedAttribute': Object.values(MINIMUM).map((name) => ({
      '@Name': name,
      '@NameFormat': 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
      '@isRequired': 'true',
    })),
  },
};

/**
 * People of other countries of the Union (Regulation (EU) 910/2014, Article 6): they sign on at home, and
 * the eIDAS node tells who they are, and how strongly. Who comes for the first time becomes known.
 */
export function eidas(settings: EidasSettings): LoginMeans {
  const { code, level, name } = settings;
  return samlMeans({
    provider: samlProvider(settings, { extensions }),
    means: {
      ...{ code, level, name },
      hint: { lv: 'Citas Eiropas valsts līdzeklis', en: 'The means of another European country' },
    },
    told: {
      lv: 'Jūs izvēlēsieties savu valsti un pieteiksieties ar tās līdzekli, un pēc tam atgriezīsieties šeit.',
      en: 'You choose your country and sign on by its means, and come back here after that.',
    },
    identify: async (context, { attributes, said }) => {
      const person = Person.safeParse(attributes).data;
      if (!person) return { kind: 'refused', code: 'not-proven' };
      const names = [person[MINIMUM.givenName], person[MINIMUM.familyName]];
      const personId = await findOrAddForeigner(context, {
        identifier: String(person[MINIMUM.identifier]),
        name: names.join(' '),
        birthDate: String(person[MINIMUM.birthDate]),
      });
      return { kind: 'known', personId, level: levelStated(settings, said) };
    },
  });
}
