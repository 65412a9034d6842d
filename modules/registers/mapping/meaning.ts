import type { Day } from '../../../platform/clock/day.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type {
  Manner,
  OrganisationStatement,
  PersonStatement,
  RelationKind,
} from '../../persons/index.ts';

/** A fact as a register's record states it, before its subject is known by id. */
export interface StatedFact {
  kind: string;
  value: string | number;
  from: Day;
  to: Day | null;
}

/** A relation to another person, who is known by the code so far. */
export interface StatedRelation {
  kind: RelationKind;
  /** On which side the record's person stands: `person` is the parent, guardian, carer, companion. */
  side: 'person' | 'related';
  personalCode: string;
  from: Day;
  to: Day | null;
}

export interface StatedHousehold {
  number: string;
  from: Day;
  to: Day | null;
}

/** All that a record says about one person. */
export interface PersonMeaning {
  about: 'person';
  personalCode: string;
  /** Of a register that makes persons known. */
  person?: PersonStatement;
  facts: StatedFact[];
  households: StatedHousehold[];
  relations: StatedRelation[];
}

export interface HouseholdMeaning {
  about: 'household';
  number: string;
  facts: StatedFact[];
}

/** Who may act for the record's organisation, and how. */
export interface StatedRepresentative {
  personalCode: string;
  manner: Manner;
  from: Day;
  to: Day | null;
}

export interface OrganisationMeaning {
  about: 'organisation';
  organisation: OrganisationStatement;
  representatives: StatedRepresentative[];
}

/** What a record means by a mapping. */
export type Meaning = PersonMeaning | HouseholdMeaning | OrganisationMeaning;

/** Why a record in the form of its data set means nothing. The path is a JSON Pointer (RFC 6901). */
export interface RecordFault {
  path: string;
  code: RecordFaultCode;
}

/** Sentences for who keeps the register. They tell nothing of what is in the record. */
export const RECORD_FAULTS = {
  'value-missing': {
    lv: 'Trūkst vērtības, bez kuras ieraksts neko nenozīmē.',
    en: 'A value is missing without which the record means nothing.',
  },
  'code-unknown': {
    lv: 'Tāda koda klasifikatorā vai kartējumā nav.',
    en: 'Neither the classifier nor the mapping has this code.',
  },
  'value-unfit': {
    lv: 'Vērtība neder: skaitļi un summas nav mazāki par nulli.',
    en: 'The value does not fit: numbers and sums are not below zero.',
  },
  'day-out-of-range': {
    lv: 'Diena nav starp 1800. un 2200. gadu.',
    en: 'The day is not between 1800 and 2200.',
  },
  'period-empty': {
    lv: 'Laiks beidzas, pirms tas sākas.',
    en: 'The period ends before it begins.',
  },
  'died-before-birth': {
    lv: 'Miršanas diena ir pirms dzimšanas dienas.',
    en: 'The day of death is before that of birth.',
  },
  'contradicts-known': {
    lv: 'Ieraksts ir pretrunā ar zināmo: divas rindas ar vienu sākumu vai numurs, kas ir citam.',
    en: 'The record contradicts what is known: two rows of one beginning, or a number of another.',
  },
  'own-relation': {
    lv: 'Persona ir norādīta kā saistīta pati ar sevi.',
    en: 'A person is related to themselves.',
  },
} as const satisfies Record<string, LocalizedText>;

export type RecordFaultCode = keyof typeof RECORD_FAULTS;
