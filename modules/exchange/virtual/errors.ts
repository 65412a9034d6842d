import type { ErrorCatalogue } from '../../../platform/errors/refusal.ts';

/** Codes of virtual data sets. */
export const VIRTUAL_ERRORS = {
  'data-set-virtual': {
    status: 409,
    when: 'When records are sent to a virtual data set, or it is read in a way that needs kept records.',
    lv: 'Šī datu kopa ir virtuāla un pati neko neglabā. Lietojiet tās avotus, kas ir datu kopas aprakstā.',
    en: 'This data set is virtual and keeps nothing. Use its sources, which its description names.',
  },
  'sources-unfit': {
    status: 422,
    when: 'When sources of a virtual data set are not there or do not fit; `problems` lists how.',
    lv: 'Avoti neder šai datu kopai. Izlabojiet norādītos avotus un laukus.',
    en: 'The sources do not fit this data set. Correct the sources and fields that are named.',
  },
  'sources-missing': {
    status: 503,
    when: 'When no source of a virtual data set answers; `missing` tells why each does not.',
    lv: 'Neviens no avotiem pašlaik neatbild. Pēc brīža mēģiniet vēlreiz.',
    en: 'None of the sources answers at present. Try again in a moment.',
  },
  'remote-unfit': {
    status: 422,
    when: 'When the address of another installation is no http or https address that ends with /exchange/v1.',
    lv: 'Adresei jāsākas ar https:// un jābeidzas ar /exchange/v1. Izlabojiet to.',
    en: 'The address begins with https:// and ends with /exchange/v1. Correct it.',
  },
} as const satisfies ErrorCatalogue;
