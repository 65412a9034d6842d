import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** What can be refused about permissions, and about reading by one. */
export const PERMISSION_ERRORS = {
  'permission-unknown': {
    status: 404,
    when: 'When there is no permission with this number for who asks: neither its holder nor its source.',
    lv: 'Tādas atļaujas jums nav. Pārbaudiet numuru savu atļauju sarakstā.',
    en: 'You have no such permission. Check the number in the list of your permissions.',
  },
  'permission-not-in-force': {
    status: 403,
    when: 'When records are read by a permission that is not granted, suspended, not begun or over; `state` tells.',
    lv: 'Atļauja pašlaik nav spēkā. Apskatiet tās stāvokli un lūdziet to piešķirt vai pagarināt.',
    en: 'The permission is not in force now. See its state, and ask for it to be granted or prolonged.',
  },
  'permission-used-up': {
    status: 403,
    when: 'When all uses of the quota of a permission were made, and it does not begin anew before the permission ends.',
    lv: 'Atļaujas izmantošanas limits ir iztērēts. Lūdziet datu devējam pagarinājumu ar lielāku limitu.',
    en: 'The quota of the permission is used up. Ask the source for a prolongation with more uses.',
  },
  'permission-used-up-for-now': {
    status: 429,
    when: 'When all uses of the quota of a permission were made in this month or day; it begins anew at `renewsAt`, as `Retry-After` says too.',
    lv: 'Šī mēneša vai dienas izmantošanas limits ir iztērēts. Mēģiniet vēlreiz, kad sāksies nākamais.',
    en: 'The quota of this month or day is used up. Try again when the next one begins.',
  },
  'permission-too-often': {
    status: 429,
    when: 'When a permission was used as often in this minute as it may be; `Retry-After` says when it is over.',
    lv: 'Šajā minūtē atļauja izmantota tik reižu, cik drīkst. Mēģiniet vēlreiz nākamajā minūtē.',
    en: 'The permission was used as often as it may be in this minute. Try again in the next one.',
  },
  'reading-busy': {
    status: 503,
    when: 'When more readings wait for their place in the use log than a server keeps waiting.',
    lv: 'Pašlaik lasa pārāk daudzi. Pēc brīža mēģiniet vēlreiz.',
    en: 'Too many are reading at this moment. Try again shortly.',
  },
  'permission-needless': {
    status: 409,
    when: 'When an institution applies for its own data set: it needs no permission.',
    lv: 'Šī ir jūsu pašu datu kopa, tai atļauja nav vajadzīga. Lasiet to bez atļaujas.',
    en: 'This is your own data set, which needs no permission. Read it without one.',
  },
  'permission-terms-wrong': {
    status: 422,
    when: 'When terms cannot be granted: `unknownFields`, `unfitRows` (fields that cannot choose rows, or have no such value), `daysWrong`, `namesPerson` (a personal code in the purpose or legal basis).',
    lv: 'Ar šādiem nosacījumiem atļauju piešķirt nevar. Izlabojiet norādītos laukus, rindu atlasi vai dienas; personas kodu mērķī un pamatojumā nerakstiet.',
    en: 'A permission with these terms cannot be given. Correct the fields, rows or days that are named; write no personal code in the purpose or the legal basis.',
  },
  'permission-state-wrong': {
    status: 409,
    when: 'When a permission is not in the state from which this can be done; `state` tells which.',
    lv: 'Šajā atļaujas stāvoklī to darīt nevar. Apskatiet tās stāvokli un izvēlieties citu darbību.',
    en: 'This cannot be done in the present state of the permission. See its state and choose another step.',
  },
  'permission-not-yours-to-decide': {
    status: 403,
    when: 'When the holder of a permission tries to decide about it: that is for the source.',
    lv: 'Par atļauju lemj iestāde, kuras dati tie ir. Uzrakstiet tai ziņu pie atļaujas.',
    en: 'The institution whose records they are decides. Write it a message at the permission.',
  },
  'permission-needs-another': {
    status: 409,
    when: 'When somebody who decided first about personal data or a price decides again.',
    lv: 'Par personas datiem un maksu lemj divi. Lūdziet to apstiprināt citai amatpersonai.',
    en: 'Personal data and prices are decided by two. Ask another official to confirm.',
  },
  'permission-needs-reviewer': {
    status: 403,
    when: 'When the second who decides about personal data or a price is no official with the role of a reviewer.',
    lv: 'Otrajam lēmējam jābūt amatpersonai ar pārbaudītāja lomu. Lūdziet apstiprinājumu tai.',
    en: 'The second to decide must be an official who reviews. Ask one for the confirmation.',
  },
} as const satisfies ErrorCatalogue;
