import type { ErrorCatalogue } from '../../platform/errors/refusal.ts';

/** What this module refuses. */
export const classifierErrors: ErrorCatalogue = {
  'classifier-unknown': {
    status: 404,
    when: 'When there is no classifier of this code.',
    lv: 'Šāda klasifikatora nav. Izvēlieties kādu no saraksta /classifiers/v1.',
    en: 'There is no such classifier. Choose one of the list at /classifiers/v1.',
  },
};
