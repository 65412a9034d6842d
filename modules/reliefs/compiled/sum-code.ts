import { ageOn } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { SumCondition } from '../condition.ts';
import { sumVerdict } from '../conditions/sum-bounds.ts';
import type { PersonView } from './person-view.ts';
import { codeOf, NO, YES } from './verdict-codes.ts';

/** A sum that rules ask for, over the members for whom `where` is not no. */
export class SumRule {
  readonly #condition: SumCondition;
  readonly #kind: FactKind;
  readonly #ofHousehold: boolean;
  readonly #certain: UnitCount;
  readonly #possible: UnitCount;

  constructor(condition: SumCondition, kind: FactKind) {
    this.#condition = condition;
    this.#kind = kind;
    this.#ofHousehold = kind.of === 'household';
    this.#certain = new UnitCount(condition);
    this.#possible = new UnitCount(condition);
  }

  /** `of` is the person, whose household's facts are counted once. */
  code(
    of: PersonView,
    members: readonly PersonView[],
    where: ((member: PersonView) => number) | undefined,
  ): number {
    const kind = this.#kind;
    this.#certain.clear();
    this.#possible.clear();
    let low = 0;
    let high = 0;
    let isWhole = true;
    for (const member of members) {
      const verdict = where ? where(member) : YES;
      if (verdict === NO) continue;
      this.#possible.add(member);
      if (verdict === YES) this.#certain.add(member);
      if (this.#ofHousehold) continue;
      const value = member.total(kind.code);
      if (value === undefined) isWhole &&= kind.absent === 'no';
      else {
        high += value;
        if (verdict === YES) low += value;
      }
    }
    if (this.#ofHousehold) {
      const value = of.total(kind.code);
      isWhole = value !== undefined || kind.absent === 'no';
      low = value ?? 0;
      high = low;
    }
    const hundredths = kind.type === 'money' ? 1 : 100;
    const bounds = {
      low: low * hundredths,
      high: isWhole ? high * hundredths : null,
      leastUnits: this.#certain.units(),
      mostUnits: this.#possible.units(),
    };
    return codeOf(sumVerdict(bounds, this.#condition));
  }
}

/** The units of members in hundredths: the eldest has a weight of its own, the others go by age. */
class UnitCount {
  readonly #isWeighed: boolean;
  readonly #first: number | undefined;
  readonly #steps: readonly { below: number; weight: number }[];
  readonly #otherwise: number;
  #sum = 0;
  #eldest = '';
  #weightOfEldest = 0;

  constructor({ perUnit }: SumCondition) {
    const hundredths = (weight: number) => Math.round(weight * 100);
    this.#isWeighed = perUnit !== undefined;
    this.#first = perUnit?.first === undefined ? undefined : hundredths(perUnit.first);
    this.#otherwise = hundredths(perUnit?.otherwise ?? 0);
    this.#steps = (perUnit?.steps ?? []).map(({ below, weight }) => ({
      below,
      weight: hundredths(weight),
    }));
  }

  clear(): void {
    this.#sum = 0;
    this.#eldest = '';
    this.#weightOfEldest = 0;
  }

  add(member: PersonView): void {
    if (!this.#isWeighed) return;
    const { birthDate } = member.person;
    const weight = this.#weightOf(member);
    this.#sum += weight;
    if (this.#eldest !== '' && this.#eldest <= birthDate) return;
    this.#eldest = birthDate;
    this.#weightOfEldest = weight;
  }

  #weightOf({ person, day }: PersonView): number {
    if (this.#steps.length === 0) return this.#otherwise;
    const age = ageOn(person.birthDate, day);
    for (const { below, weight } of this.#steps) if (age < below) return weight;
    return this.#otherwise;
  }

  units(): number {
    if (!this.#isWeighed) return 100;
    if (this.#first === undefined || this.#eldest === '') return this.#sum;
    return this.#sum - this.#weightOfEldest + this.#first;
  }
}
