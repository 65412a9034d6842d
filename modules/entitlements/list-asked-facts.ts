import { askingPerson } from '../../platform/asking.ts';
import { type Day, rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import type { LocalizedText } from '../../platform/i18n/localized-text.ts';
import { type PersonFacts, readPersonFacts } from '../persons/index.ts';
import {
  type CatalogueRelief,
  type CodeNames,
  compileConditions,
  currentFacts,
  explainCondition,
  type Instruction,
  missingFactSentence,
  missingFacts,
  NO,
  resolveGrantor,
} from '../reliefs/index.ts';
import { type Grounds, makeGroundsReader } from './grounds.ts';
import { makeNamesReader } from './names-reader.ts';

/** A relief that the asking person may have, once registers have stated what is missing. */
interface AskedRelief {
  relief: { code: string; name: LocalizedText; kind: string; act: string };
  /** What is missing, about whom, and who could state it. */
  missing: LocalizedText[];
}

/** The reliefs that ask the person for facts today, in the order of codes. */
export type AskedFactsLister = (context: Context) => Promise<AskedRelief[]>;

/** A version that is in force and asks for what is missing. */
interface Asking {
  relief: CatalogueRelief;
  instruction: Instruction;
}

type Rules = ReturnType<typeof compileConditions>;

/**
 * Makes the reader of the reliefs that a person does not have for want of facts alone, where the
 * instruction says `unknown: ask`. A server has one: it remembers the catalogue and its compiled
 * conditions until something is published.
 */
export function makeAskedFactsLister(): AskedFactsLister {
  const readGrounds = makeGroundsReader();
  const readNames = makeNamesReader();
  let known: { grounds: Grounds; day: Day; asking: Asking[]; rules: Rules } | undefined;
  return async (context) => {
    const personId = askingPerson(context);
    const day = rigaDay(context.clock.now());
    const grounds = await readGrounds(context);
    if (known?.grounds !== grounds || known.day !== day) {
      const asking = askingOn(grounds.reliefs, day);
      const conditions = asking.map(({ instruction }) => instruction.who);
      const rules = compileConditions(conditions, grounds.concepts.on(day));
      known = { grounds, day, asking, rules };
    }
    const { asking, rules } = known;
    if (asking.length === 0) return [];
    const [person] = await readPersonFacts(context, [personId]);
    if (!person) return [];
    const names = await readNames(context);
    return undecided({ person, day, grounds, asking, rules })
      .flatMap((one) => describe(one, { person, day, grounds, names }) ?? [])
      .sort((a, b) => (a.relief.code < b.relief.code ? -1 : 1));
  };
}

function askingOn(reliefs: readonly CatalogueRelief[], day: Day): Asking[] {
  return reliefs.flatMap((relief) =>
    relief.versions
      .filter(({ instruction: { from, to, unknown } }) => {
        return unknown === 'ask' && from <= day && (to === undefined || day < to);
      })
      .map(({ instruction }) => ({ relief, instruction })),
  );
}

interface Undecided extends Asking {
  territory: string | undefined;
  /** The fact that would tell who gives the relief, when nobody can be told to. */
  missingGrantor: string | undefined;
}

/** Those that are not refused for certain. */
function undecided(about: {
  person: PersonFacts;
  day: Day;
  grounds: Grounds;
  asking: readonly Asking[];
  rules: Rules;
}): Undecided[] {
  const { person, day, grounds, asking, rules } = about;
  const givings = asking.map(({ relief: { grantor } }) => ({
    grantor,
    found: resolveGrantor(grantor, { person, day, grantors: grounds.grantors }),
  }));
  const territories = givings.map(({ found }) => found?.territory);
  const verdicts = new Uint8Array(asking.length);
  rules.verdicts({ person, day, territories }, verdicts);
  return asking.flatMap((one, position) => {
    const giving = givings[position];
    if (!giving || verdicts[position] === NO) return [];
    const { grantor, found } = giving;
    const fact = found || typeof grantor === 'string' ? undefined : grantor.municipalityOf;
    // Where the fact is stated, it is known that nobody gives the relief there.
    if (fact !== undefined && currentFacts(fact, { person, day }).length > 0) return [];
    return [{ ...one, territory: found?.territory, missingGrantor: fact }];
  });
}

function describe(
  { relief, instruction, territory, missingGrantor }: Undecided,
  about: { person: PersonFacts; day: Day; grounds: Grounds; names: CodeNames },
): AskedRelief | undefined {
  const { person, day, grounds, names } = about;
  const concepts = grounds.concepts.on(day);
  const subject = { person, day, concepts, grantorTerritory: territory };
  const missing = missingFacts(explainCondition(instruction.who, subject));
  const isTold = missing.some(({ fact, of }) => fact === missingGrantor && of === 'self');
  if (missingGrantor !== undefined && !isTold) {
    missing.push({ fact: missingGrantor, of: 'self', tooOld: false });
  }
  if (missing.length === 0) return undefined;
  const { code, name, kind } = relief;
  return {
    relief: { code, name, kind, act: instruction.act ?? relief.act },
    missing: missing.map((one) => ({
      lv: missingFactSentence(one, names, 'lv'),
      en: missingFactSentence(one, names, 'en'),
    })),
  };
}
