/**
 * What registers state about persons. A kind follows the structure of its register, never the needs
 * of a single relief.
 *
 * `absent`: what it means when a person has no such fact: the register is complete about it (no),
 * or nothing is known (unknown).
 */
export interface FactKind {
  code: string;
  register: string;
  type: 'code' | 'integer' | 'boolean' | 'money' | 'date';
  /** Scheme of the classifier whose codes the fact takes. */
  scheme?: string;
  absent: 'no' | 'unknown';
  lv: string;
  en: string;
}

export const FACT_KINDS: readonly FactKind[] = [
  {
    code: 'residence',
    register: 'population',
    type: 'code',
    scheme: 'territories',
    absent: 'unknown',
    lv: 'deklarētā dzīvesvieta',
    en: 'declared residence',
  },
  {
    code: 'education-stage',
    register: 'education',
    type: 'code',
    scheme: 'education-stages',
    absent: 'no',
    lv: 'izglītības pakāpe',
    en: 'stage of education',
  },
  {
    code: 'education-kind',
    register: 'education',
    type: 'code',
    scheme: 'education-kinds',
    absent: 'no',
    lv: 'izglītības veids',
    en: 'kind of education',
  },
  { code: 'grade', register: 'education', type: 'integer', absent: 'no', lv: 'klase', en: 'grade' },
  {
    code: 'study-form',
    register: 'education',
    type: 'code',
    scheme: 'study-forms',
    absent: 'no',
    lv: 'izglītības ieguves forma',
    en: 'form of study',
  },
  {
    code: 'institution-territory',
    register: 'education',
    type: 'code',
    scheme: 'territories',
    absent: 'no',
    lv: 'izglītības iestādes vieta',
    en: 'place of the educational institution',
  },
  {
    code: 'disability',
    register: 'disability',
    type: 'code',
    scheme: 'disability-groups',
    absent: 'no',
    lv: 'invaliditāte',
    en: 'disability',
  },
  {
    code: 'family-status',
    register: 'large-families',
    type: 'code',
    scheme: 'family-statuses',
    absent: 'no',
    lv: 'ģimenes statuss',
    en: 'status of the family',
  },
  {
    code: 'care-status',
    register: 'orphans',
    type: 'code',
    scheme: 'care-statuses',
    absent: 'no',
    lv: 'bāreņa vai bez vecāku gādības palikuša bērna statuss',
    en: 'status of an orphan or a child left without parental care',
  },
  {
    code: 'care-form',
    register: 'orphans',
    type: 'code',
    scheme: 'care-forms',
    absent: 'no',
    lv: 'ārpusģimenes aprūpes forma',
    en: 'form of out-of-family care',
  },
  {
    code: 'pension',
    register: 'social-insurance',
    type: 'code',
    scheme: 'pensions',
    absent: 'no',
    lv: 'pensija',
    en: 'pension',
  },
  {
    code: 'employed',
    register: 'social-insurance',
    type: 'boolean',
    absent: 'unknown',
    lv: 'nodarbinātība',
    en: 'employment',
  },
  {
    code: 'social-status',
    register: 'social-status',
    type: 'code',
    scheme: 'social-statuses',
    absent: 'no',
    lv: 'mājsaimniecības sociālais statuss',
    en: 'social status of the household',
  },
  {
    code: 'fare-status',
    register: 'fare-reliefs',
    type: 'code',
    scheme: 'fare-statuses',
    absent: 'no',
    lv: 'statuss braukšanas maksas atvieglojumiem',
    en: 'status for fare reliefs',
  },
];
