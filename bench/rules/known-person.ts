import type { Fact, Period, PersonFacts } from '../../modules/persons/person-facts.ts';
import { ageOn, type Day } from '../../platform/clock/day.ts';

/** Three-valued by hand: 0 no, 1 unknown, 2 yes. */
export type Answer = 0 | 1 | 2;

/**
 * A person on a day, laid out for rules by hand: each kind of fact in a field of its own. One object
 * is filled again and again.
 */
export class KnownPerson {
  person: PersonFacts;
  day: Day = '';
  age = 0;
  readonly residence: string[] = [];
  readonly stage: string[] = [];
  readonly studyForm: string[] = [];
  readonly schoolTerritory: string[] = [];
  readonly grade: number[] = [];
  readonly employed: number[] = [];
  readonly pension: string[] = [];
  readonly disability: string[] = [];
  readonly familyStatus: string[] = [];
  readonly socialStatus: string[] = [];
  readonly careStatus: string[] = [];
  readonly careForm: string[] = [];
  readonly fareStatus: string[] = [];
  readonly skills: string[] = [];
  readonly householdIncome: Fact[] = [];
  readonly income: number[] = [];
  readonly movedIn: string[] = [];
  readonly children: PersonFacts[] = [];
  readonly caredFor: PersonFacts[] = [];
  readonly household: PersonFacts[] = [];

  constructor(person: PersonFacts) {
    this.person = person;
  }

  fill(person: PersonFacts, day: Day): void {
    this.person = person;
    this.day = day;
    this.age = ageOn(person.birthDate, day);
    this.#clear();
    for (const fact of person.facts) if (isCurrent(fact.period, day)) this.#add(fact);
    for (const related of person.related) {
      if (!isCurrent(related.period, day)) continue;
      const { deathDate, birthDate } = related.person;
      if (birthDate > day || (deathDate !== null && deathDate < day)) continue;
      if (related.relation === 'child') addOnce(this.children, related.person);
      else if (related.relation === 'cared-for') addOnce(this.caredFor, related.person);
      else if (related.relation === 'household') addOnce(this.household, related.person);
    }
  }

  #clear(): void {
    this.residence.length = 0;
    this.stage.length = 0;
    this.studyForm.length = 0;
    this.schoolTerritory.length = 0;
    this.grade.length = 0;
    this.employed.length = 0;
    this.pension.length = 0;
    this.disability.length = 0;
    this.familyStatus.length = 0;
    this.socialStatus.length = 0;
    this.careStatus.length = 0;
    this.careForm.length = 0;
    this.fareStatus.length = 0;
    this.skills.length = 0;
    this.householdIncome.length = 0;
    this.income.length = 0;
    this.movedIn.length = 0;
    this.children.length = 0;
    this.caredFor.length = 0;
    this.household.length = 0;
  }

  #add(fact: Fact): void {
    const code = fact.value as string;
    const number = fact.value as number;
    switch (fact.kind) {
      case 'residence':
        this.residence.push(code);
        break;
      case 'education-stage':
        this.stage.push(code);
        break;
      case 'study-form':
        this.studyForm.push(code);
        break;
      case 'institution-territory':
        this.schoolTerritory.push(code);
        break;
      case 'grade':
        this.grade.push(number);
        break;
      case 'employed':
        this.employed.push(number);
        break;
      case 'pension':
        this.pension.push(code);
        break;
      case 'disability':
        this.disability.push(code);
        break;
      case 'family-status':
        this.familyStatus.push(code);
        break;
      case 'social-status':
        this.socialStatus.push(code);
        break;
      case 'care-status':
        this.careStatus.push(code);
        break;
      case 'care-form':
        this.careForm.push(code);
        break;
      case 'fare-status':
        this.fareStatus.push(code);
        break;
      case 'skills':
        this.skills.push(code);
        break;
      case 'household-income':
        this.householdIncome.push(fact);
        break;
      case 'income':
        this.income.push(number);
        break;
      case 'moved-in':
        this.movedIn.push(code);
        break;
    }
  }
}

export function isCurrent(period: Period, day: Day): boolean {
  return period.from <= day && (period.to === null || day < period.to);
}

function addOnce(persons: PersonFacts[], person: PersonFacts): void {
  for (const other of persons) if (other.personId === person.personId) return;
  persons.push(person);
}
