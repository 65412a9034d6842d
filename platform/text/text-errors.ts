import type { ErrorCatalogue } from '../errors/refusal.ts';

/** What can be wrong with a text that people write, before anybody asks what it means. */
export const TEXT_ERRORS = {
  'yaml-malformed': {
    status: 422,
    when: 'When a file is not YAML.',
    lv: 'Tas nav derīgs YAML. Pārbaudiet atkāpes, kolus un pēdiņas.',
    en: 'This is not valid YAML. Check indentation, colons and quotes.',
  },
  'field-missing': {
    status: 422,
    when: 'When a field that must stand is absent.',
    lv: 'Trūkst obligāta lauka. Pievienojiet to.',
    en: 'A required field is missing. Add it.',
  },
  'field-unknown': {
    status: 422,
    when: 'When a field is not part of the format at this place.',
    lv: 'Šajā vietā tāda lauka nav. Izlabojiet nosaukumu vai svītrojiet lauku.',
    en: 'There is no such field here. Correct its name or remove it.',
  },
  'form-unknown': {
    status: 422,
    when: 'When something that has several forms is written in none of them.',
    lv: 'Nav saprotams, kas šeit domāts. Izvēlieties vienu no iespējamām formām.',
    en: 'It is not clear what is meant here. Choose one of the possible forms.',
  },
  'value-wrong-type': {
    status: 422,
    when: 'When a value is of another type than the field takes; codes of digits need quotes.',
    lv: 'Vērtībai ir nepareizs tips. Kodus, kas sastāv no cipariem, rakstiet pēdiņās.',
    en: 'The value is of the wrong type. Write codes made of digits in quotes.',
  },
  'value-unknown': {
    status: 422,
    when: 'When a value is not one of those that the field takes.',
    lv: 'Laukam tādas vērtības nav. Izvēlieties vienu no iespējamām.',
    en: 'The field has no such value. Choose one of the possible ones.',
  },
  'value-too-small': {
    status: 422,
    when: 'When a number or a list is below its least size.',
    lv: 'Vērtība ir pārāk maza vai saraksts ir tukšs. Palieliniet to.',
    en: 'The value is too small, or the list is empty. Make it larger.',
  },
  'value-too-large': {
    status: 422,
    when: 'When a number or a list is above its greatest size.',
    lv: 'Vērtība ir pārāk liela. Samaziniet to.',
    en: 'The value is too large. Make it smaller.',
  },
  'value-malformed': {
    status: 422,
    when: 'When a day, a time, a code or an amount is not written as the format has it.',
    lv: 'Vērtība nav pareizi uzrakstīta. Dienu raksta kā 2026-03-11, laiku – kā 08:00, eiro – ar ne vairāk kā diviem cipariem aiz komata, kodus un nosaukumus – ar burtiem, cipariem un domuzīmēm.',
    en: 'The value is not written correctly. Write a day as 2026-03-11, a time as 08:00, euros with at most two decimals, codes and names with letters, digits and hyphens.',
  },
} as const satisfies ErrorCatalogue;

export type TextCode = keyof typeof TEXT_ERRORS;
