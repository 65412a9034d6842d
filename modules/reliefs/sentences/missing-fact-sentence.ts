import type { MissingFact } from '../explaining/missing-facts.ts';
import { registerName } from './explanation-sentence.ts';
import { kindName } from './fact-sentence.ts';
import type { CodeNames, Language } from './words.ts';

const ABOUT: Readonly<Record<Language, Readonly<Record<MissingFact['of'], string>>>> = {
  lv: {
    self: 'par jums',
    child: 'par jūsu bērnu',
    parent: 'par jūsu vecāku',
    ward: 'par jūsu aizbilstamo',
    guardian: 'par jūsu aizbildni',
    'cared-for': 'par personu, kuru aprūpējat',
    carer: 'par jūsu aprūpētāju',
    companion: 'par jūsu reģistrēto pavadoni',
    accompanied: 'par personu, kuru pavadāt',
    household: 'par citu jūsu mājsaimniecības personu',
  },
  en: {
    self: 'about you',
    child: 'about a child of yours',
    parent: 'about a parent of yours',
    ward: 'about a ward of yours',
    guardian: 'about a guardian of yours',
    'cared-for': 'about a person whom you care for',
    carer: 'about a carer of yours',
    companion: 'about a registered companion of yours',
    accompanied: 'about a person whom you accompany',
    household: 'about another person of your household',
  },
};

/** What is missing, about whom, and who could state it: "income about you: … states nothing". Pure. */
export function missingFactSentence(
  { fact, of, tooOld }: MissingFact,
  names: CodeNames,
  language: Language,
): string {
  const asked = `${kindName(fact, names, language)} ${ABOUT[language][of]}`;
  const register = registerName(names.factKind(fact)?.register ?? '', language);
  if (language === 'lv') {
    return `${asked}: ${tooOld ? 'ziņas ir novecojušas' : 'ziņu nav'} (${register})`;
  }
  return `${asked}: ${tooOld ? 'what is stated is too old' : 'nothing is stated'} (${register})`;
}
