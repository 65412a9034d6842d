import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';
import { FILE_ERRORS } from '../../platform/files/file-errors.ts';

/** Codes with which entitlements and recipient groups are refused. */
export const entitlementErrors = {
  ...FILE_ERRORS,
  'absent-grants-not-asked': {
    status: 409,
    when: 'When a data set of a grantor does not wait for a confirmation that grants without a record end.',
    lv: 'Šī datu kopa apstiprinājumu negaida. Apskatiet tās stāvokli sekoto datu kopu sarakstā.',
    en: 'This data set does not wait for a confirmation. Look at its state in the list of those followed.',
  },
  'absent-grants-changed': {
    status: 409,
    when: 'When others than so many grants stand in no record; `absent` says how many.',
    lv: 'Skaits kopš tā laika ir mainījies. Apskatiet datu kopu vēlreiz un, ja viss ir pareizi, apstipriniet jauno skaitu.',
    en: 'The number has changed since. Look at the data set again and, if all is right, confirm the new number.',
  },
  'grant-gives-nothing': {
    status: 409,
    when: 'When nothing would come of a grant: the person has the relief already, it is not in force then, or another grantor gives it to this person.',
    lv: 'No šī piešķīruma nekas nemainītos: personai atvieglojums jau ir, tas šajā laikā nav spēkā vai to šai personai dod cits devējs. Pārbaudiet periodu un atvieglojumu.',
    en: 'Nothing would come of this grant: the person has the relief already, it is not in force then, or another grantor gives it to this person. Check the period and the relief.',
  },
  'grant-not-open': {
    status: 409,
    when: 'When a grant was decided already, or is not in force: `status` says which.',
    lv: 'Par šo piešķīrumu jau ir izlemts. Atveriet piešķīrumu sarakstu un apskatiet tā stāvokli.',
    en: 'This grant was decided already. Open the list of grants and look at its status.',
  },
  'grant-of-proposer': {
    status: 403,
    when: 'When an official would confirm what they proposed themselves.',
    lv: 'Savu ierosinājumu apstiprināt nevar. Lūdziet to izdarīt citai amatpersonai.',
    en: 'You cannot confirm what you proposed. Ask another official to do it.',
  },
  'grant-period-wrong': {
    status: 422,
    when: 'When a period ends before it begins, or on a day that is past.',
    lv: 'Periodam jābeidzas pēc tā pirmās dienas, un pagājušas dienas grozīt nevar. Izlabojiet dienas.',
    en: 'The period must end after its first day, and past days cannot be changed. Mend the days.',
  },
  'grant-unknown': {
    status: 404,
    when: 'When there is no such grant, or it is of another grantor.',
    lv: 'Tāda piešķīruma nav. Atveriet piešķīrumu sarakstu un izvēlieties no tā.',
    en: 'There is no such grant. Open the list of grants and choose from it.',
  },
  'group-kept-by-consent': {
    status: 409,
    when: 'When a list is uploaded for a group that persons join by themselves.',
    lv: 'Šajā grupā cilvēki iestājas paši, tāpēc sarakstu tai nevar augšupielādēt. Izvēlieties grupu, ko uztur ar sarakstu.',
    en: 'Persons join this group by themselves, so it takes no lists. Choose a group that is kept by lists.',
  },
  'group-kept-by-list': {
    status: 409,
    when: 'When a person would join or leave a group whose members its grantor states.',
    lv: 'Šīs grupas dalībniekus nosaka tās uzturētājs. Ja sarakstā kas nav pareizi, rakstiet uzturētājam.',
    en: 'The keeper of this group states who is in it. If something is wrong there, write to the keeper.',
  },
  'group-known': {
    status: 409,
    when: 'When a recipient group with this code is there already.',
    lv: 'Grupa ar šādu kodu jau ir. Izvēlieties citu kodu.',
    en: 'There is a group with this code already. Choose another code.',
  },
  'group-unknown': {
    status: 404,
    when: 'When there is no recipient group with such a code.',
    lv: 'Tādas atvieglojuma saņēmēju grupas nav. Pārbaudiet grupas kodu.',
    en: 'There is no such group of recipients. Check the code of the group.',
  },
  'list-ends-many': {
    status: 409,
    when: 'When a list ends more than a tenth of the members, and the confirmation does not say how many: `ended` of `members`.',
    lv: 'Šis saraksts izbeidz dalību daudziem. Pārliecinieties, ka tas ir pilns, un apstiprinot norādiet, cik dalībnieku tas izbeidz.',
    en: 'This list ends many memberships. Make sure that it is whole, and say in the confirmation how many it ends.',
  },
  'list-heading-wrong': {
    status: 422,
    when: 'When the first row of a list does not name a column of personal codes.',
    lv: 'Saraksta pirmajā rindā jābūt kolonnu nosaukumiem, to vidū “personas kods”. Pievienojiet tos.',
    en: 'The first row of a list must name its columns, among them "personalCode". Add them.',
  },
  'list-not-open': {
    status: 409,
    when: 'When a list was decided already: `status` says how.',
    lv: 'Par šo sarakstu jau ir izlemts. Augšupielādējiet jaunu.',
    en: 'This list was decided already. Upload a new one.',
  },
  'list-of-proposer': {
    status: 403,
    when: 'When an official would confirm the list that they uploaded.',
    lv: 'Savu sarakstu apstiprināt nevar. Lūdziet to izdarīt citai amatpersonai.',
    en: 'You cannot confirm your own list. Ask another official to do it.',
  },
  'list-open': {
    status: 409,
    when: 'When another list of the group waits to be confirmed.',
    lv: 'Šai grupai jau ir saraksts, kas gaida apstiprināšanu. Vispirms apstipriniet vai noraidiet to.',
    en: 'A list of this group waits already. Confirm or reject that one first.',
  },
  'list-rows-wrong': {
    status: 422,
    when: 'When rows of a whole list cannot be read: `problems` names the first hundred of the `refused`.',
    lv: 'Dažas saraksta rindas nevar nolasīt, un pilns saraksts izbeigtu dalību tiem, kuri tajās domāti. Izlabojiet norādītās rindas.',
    en: 'Some rows of the list cannot be read, and a whole list would end those whom they mean. Mend the rows that are named.',
  },
  'list-too-long': {
    status: 413,
    when: 'When a list has more than 200,000 rows.',
    lv: 'Saraksts ir pārāk garš. Sadaliet to un sūtiet kā papildinājumus.',
    en: 'The list is too long. Divide it and send it as additions.',
  },
  'list-unknown': {
    status: 404,
    when: 'When there is no such list, or it is of another grantor.',
    lv: 'Tāda saraksta nav. Atveriet grupas sarakstus un izvēlieties no tiem.',
    en: 'There is no such list. Open the lists of the group and choose from them.',
  },
  'not-a-member': {
    status: 409,
    when: 'When a person who is no member is to leave a group.',
    lv: 'Persona šajā grupā nav. Izvēlieties grupu, kurā persona ir.',
    en: 'The person is not in this group. Choose a group that the person is in.',
  },
  'preview-running': {
    status: 429,
    when: 'When the server is working out the preview of another draft.',
    lv: 'Pašlaik tiek gatavots cits priekšskatījums. Pēc minūtes mēģiniet vēlreiz.',
    en: 'Another preview is being worked out. Try again in a minute.',
  },
  'review-unknown': {
    status: 404,
    when: 'When there is no such review that is open, or it is of another grantor.',
    lv: 'Tādas atvērtas pārskatīšanas nav. Atveriet pārskatāmo sarakstu un izvēlieties no tā.',
    en: 'There is no such open review. Open the list of reviews and choose from it.',
  },
  'statement-malformed': {
    status: 422,
    when: 'When a record of a grantor does not have the fields of a grant or of an instruction.',
    lv: 'Ierakstam nav piešķīruma vai norādījuma lauku. Salīdziniet datu kopu ar tās paraugu.',
    en: 'The record does not have the fields of a grant or an instruction. Compare the data set with its pattern.',
  },
  'statement-source-known': {
    status: 409,
    when: 'When a data set of a grantor is followed already.',
    lv: 'Šai datu kopai jau sekojam. Nekas nav jādara.',
    en: 'This data set is followed already. There is nothing to do.',
  },
  'statement-source-unknown': {
    status: 404,
    when: 'When no such version of a data set is published, or it is of another institution.',
    lv: 'Tādas publicētas datu kopas versijas nav. Pārbaudiet kodu un versiju.',
    en: 'No such version of a data set is published. Check the code and the version.',
  },
} as const satisfies ErrorCatalogue;
