import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';

/** Why a source is missing from an answer, in words for who reads it. */
export const SOURCE_FAULTS = {
  'source-too-slow': {
    lv: 'Avots neatbildēja laikā. Tā ierakstu šajā atbildē nav.',
    en: 'The source did not answer in time. Its records are not in this answer.',
  },
  'source-unreachable': {
    lv: 'Avots nav sasniedzams. Tā ierakstu šajā atbildē nav.',
    en: 'The source cannot be reached. Its records are not in this answer.',
  },
  'source-refused': {
    lv: 'Avots atteica, piemēram, jo beigusies atļauja. Tā ierakstu šajā atbildē nav.',
    en: 'The source refused, as when a permission has ended. Its records are not in this answer.',
  },
  'source-too-large': {
    lv: 'Avotā citā instalācijā ir pārāk daudz ierakstu, lai tos pārskatītu. Norādiet atslēgu ar eq vai in.',
    en: 'The source in another installation has too many records to go through. State the key by eq or in.',
  },
  'source-answer-wrong': {
    lv: 'Avota atbilde nav saprotama. Tā ierakstu šajā atbildē nav.',
    en: 'The answer of the source makes no sense. Its records are not in this answer.',
  },
} as const satisfies Record<string, LocalizedText>;

export type SourceFaultCode = keyof typeof SOURCE_FAULTS;

/** A source that could not give its part. */
export class SourceFault extends Error {
  readonly code: SourceFaultCode;

  constructor(code: SourceFaultCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'SourceFault';
    this.code = code;
  }
}

/** A source that an answer goes without. */
export interface MissingSource {
  source: string;
  code: SourceFaultCode;
}
