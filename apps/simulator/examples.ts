import type { SimulatedMeans } from './draw-means.ts';
import type { SimulatedHousehold, SimulatedPerson } from './person.ts';

/** Somebody to try the platform with: who it is, and a card to tap. */
export interface Example {
  title: { lv: string; en: string };
  personalCode: string;
  name: string;
  territory: string;
  means: SimulatedMeans[];
}

interface Candidate {
  person: SimulatedPerson;
  household: SimulatedHousehold;
  means: readonly SimulatedMeans[];
  /** Whether they sit on the board of a merchant. */
  onBoard: boolean;
}

interface Wanted {
  title: Example['title'];
  fits: (candidate: Candidate) => boolean;
}

const RIGA = '0001000';

function inRiga({ household }: Candidate): boolean {
  return household.home.code === RIGA;
}

const WANTED: readonly Wanted[] = [
  {
    title: { lv: 'Skolēns Rīgā', en: 'Pupil in Riga' },
    fits: (one) => inRiga(one) && one.person.pupil && one.person.age < 14,
  },
  {
    title: { lv: 'Seniors Rīgā', en: 'Senior in Riga' },
    fits: (one) => inRiga(one) && one.person.age > 76,
  },
  {
    title: { lv: 'Pārtikas tīkla programmas dalībnieks', en: 'Member of the grocery programme' },
    fits: ({ person, means }) =>
      person.age >= 62 && means.some((one) => one.kind === 'loyalty-card'),
  },
  {
    title: { lv: 'Goda ģimenes vecāks', en: 'Parent of an Honorary Family' },
    fits: ({ person }) => person.honorary && person.role === 'adult' && person.age < 50,
  },
  {
    title: { lv: 'Persona ar I invaliditātes grupu', en: 'Person with disability group I' },
    fits: ({ person }) => person.disability.some(({ group, span }) => group === 'I' && !span.to),
  },
  {
    title: { lv: 'Students', en: 'Student' },
    fits: ({ person }) => person.studying && person.age > 19 && person.role === 'adult',
  },
  {
    title: { lv: 'Valdes loceklis', en: 'Member of a board' },
    fits: ({ onBoard }) => onBoard,
  },
];

/** Looks out for one person of each sort, who holds a transport card, as the country is made. */
export class ExampleFinder {
  private readonly found = new Map<Wanted, Example>();

  look(candidate: Candidate): void {
    if (this.found.size === WANTED.length) return;
    const { person, household, means } = candidate;
    if (person.death !== null || !means.some((one) => one.kind === 'transport-card')) return;
    const wanted = WANTED.find((one) => !this.found.has(one) && one.fits(candidate));
    if (!wanted) return;
    this.found.set(wanted, {
      title: wanted.title,
      personalCode: person.code,
      name: `${person.givenName} ${person.surname}`,
      territory: household.home.code,
      means: [...means],
    });
  }

  list(): Example[] {
    return WANTED.flatMap((wanted) => this.found.get(wanted) ?? []);
  }
}
