import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { MandatesAnswer } from '../../../../modules/identity/mandates/mandate-api.ts';

export type MandateAct = z.output<typeof MandatesAnswer>['given'][number]['acts'][number];

/** What a person gives a mandate for. */
export const PERSON_ACTS: readonly MandateAct[] = [
  'see-reliefs',
  'see-transactions',
  'see-records',
  'manage-means',
];

interface Props {
  offered: readonly MandateAct[];
  acts: readonly MandateAct[];
  onChange(acts: MandateAct[]): void;
}

/** For what a mandate is. */
export function ActChoice({ offered, acts, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className="stack-tight plain-group">
      <legend>{t('mandates.give.acts')}</legend>
      {offered.map((act) => (
        <label key={act} className="check">
          <input
            type="checkbox"
            checked={acts.includes(act)}
            onChange={({ target }) =>
              onChange(offered.filter((one) => (one === act ? target.checked : acts.includes(one))))
            }
          />
          {t(`mandates.acts.${act}`)}
        </label>
      ))}
    </fieldset>
  );
}
