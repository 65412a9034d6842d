import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';

/** So many persons an official may look up in an hour, one by one, before it is unusual: one a minute. */
export const CHOSEN_MAX = 60;
/** And so many on lists that they open: ten pages. */
export const LISTED_MAX = 1_000;

/**
 * When a look of an official does not fit. The first four are of persons whom the official chose, and of
 * officials who are known as persons; of each look the first that holds.
 */
export const ALERT_RULES = ['oneself', 'family', 'household', 'mandate', 'many-persons'] as const;
export type AlertRule = (typeof ALERT_RULES)[number];

/** What an alert says. `persons`: how many, where it is about many. */
export function textOfAlert(rule: AlertRule, persons: number | null): LocalizedText {
  switch (rule) {
    case 'oneself':
      return {
        lv: 'Ierēdnis darbā skatīja datus par sevi.',
        en: 'At work, the official looked at data about themselves.',
      };
    case 'family':
      return {
        lv: 'Ierēdnis skatīja datus par savu ģimenes locekli vai aizbilstamo.',
        en: 'The official looked at data about a member of their family, or a ward.',
      };
    case 'household':
      return {
        lv: 'Ierēdnis skatīja datus par personu, kas deklarēta vienā mājsaimniecībā ar viņu.',
        en: 'The official looked at data about somebody declared in the same household.',
      };
    case 'mandate':
      return {
        lv: 'Ierēdnis skatīja datus par personu, kuras vārdā drīkst rīkoties vai kura drīkst rīkoties viņa vārdā.',
        en: 'The official looked at data about somebody for whom they hold a mandate, or who holds one for them.',
      };
    case 'many-persons':
      return {
        lv: `Ierēdnis stundas laikā skatīja datus par neparasti daudzām personām. Personu skaits: ${persons}.`,
        en: `The official looked at data about unusually many persons within an hour: ${persons}.`,
      };
  }
}
