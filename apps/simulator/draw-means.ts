import { type DayNumber, dayText, firstOfSeptember, years } from './day-number.ts';
import { birthdayAt, type SimulatedPerson } from './person.ts';
import { isRiga, type Place } from './places.ts';
import type { Random } from './random.ts';

/** A means of identification as its issuer holds it. */
export interface SimulatedMeans {
  personalCode: string;
  kind: string;
  value: string;
  /** Code of the organisation that issued it. */
  issuer: string;
  validFrom: string;
}

/** A member of a loyalty programme, with the instant of consent. */
export interface SimulatedMember {
  personalCode: string;
  group: string;
  validFrom: string;
  consentAt: string;
}

/** The members of the grocery chain's loyalty programme. */
export const LOYALTY_PROGRAMME = {
  code: 'senioru-tresdiena-members',
  grantor: 'partikas-tikls',
  name: {
    lv: 'Programmas “Senioru trešdiena” dalībnieki',
    en: 'Members of the programme “Seniors’ Wednesday”',
  },
};
const LOYALTY_YEARS = 60;

/**
 * Values have two letters and nine digits: never the 12 to 19 digits of a bank card. A bank card is
 * held only by the reference that its acquirer gave.
 */
export class MeansDrawer {
  private issued = 0;
  private readonly random: Random;
  private readonly referenceDay: DayNumber;

  constructor(random: Random, referenceDay: DayNumber) {
    this.random = random;
    this.referenceDay = referenceDay;
  }

  draw(
    person: SimulatedPerson,
    home: Place,
  ): { means: SimulatedMeans[]; members: SimulatedMember[] } {
    const { random } = this;
    const means: SimulatedMeans[] = [];
    const members: SimulatedMember[] = [];
    if (person.death !== null) return { means, members };
    const add = (kind: string, prefix: string, issuer: string) => {
      means.push(this.issue(person, { kind, prefix, issuer }));
    };
    const { age } = person;
    if (random.chance(person.pupil ? 0.9 : isRiga(home) ? 0.65 : 0.25)) {
      add('transport-card', 'ET', 'rigas-transports');
    }
    if (age >= 15 && random.chance(0.8)) {
      add('eid-card', 'EL', 'pilsonibas-un-migracijas-lietu-parvalde');
    }
    if (person.pupil && random.chance(0.6)) add('school-card', 'SK', `m-${home.municipality}`);
    if (age >= 16 && random.chance(0.55)) add('bank-card', 'AR', 'maksajumu-centrs');
    if (person.honorary) add('honorary-family-card', 'GG', 'sabiedribas-integracijas-fonds');
    if (person.role === 'ward') {
      add('social-guarantee-certificate', 'SG', `m-${home.municipality}`);
    }
    if (age >= 16 && random.chance(age >= LOYALTY_YEARS ? 0.45 : 0.2)) {
      add('loyalty-card', 'RG', 'partikas-tikls');
      members.push(this.join(person));
    }
    return { means, members };
  }

  private issue(
    person: SimulatedPerson,
    { kind, prefix, issuer }: { kind: string; prefix: string; issuer: string },
  ): SimulatedMeans {
    this.issued += 1;
    const digits = (this.issued * 7_654_321 + 987_654_321) % 1_000_000_000;
    return {
      personalCode: person.code,
      kind,
      value: `${prefix}${String(digits).padStart(9, '0')}`,
      issuer,
      validFrom: dayText(this.since(person)),
    };
  }

  private since(person: SimulatedPerson): DayNumber {
    const issued = this.referenceDay - this.random.between(20, years(6));
    return Math.max(issued, person.birth + 30);
  }

  private join(person: SimulatedPerson): SimulatedMember {
    const since = Math.max(this.since(person), birthdayAt(person, 16), firstOfSeptember(2021));
    const validFrom = dayText(Math.min(since, this.referenceDay));
    return {
      personalCode: person.code,
      group: LOYALTY_PROGRAMME.code,
      validFrom,
      consentAt: `${validFrom}T09:00:00Z`,
    };
  }
}
