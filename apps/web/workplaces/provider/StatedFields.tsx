import { useTranslation } from 'react-i18next';
import { Stepper } from '../../ui/Stepper.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import type { Stated } from './stated.ts';

const COMPANIONS_MAX = 100;
const POINTS_MAX = 1_000_000;

interface Props {
  stated: Stated;
  onChange(stated: Stated): void;
}

/** Companions, coupons and points: most purchases have none of them, so they stay folded. */
export function StatedFields({ stated, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <details>
      <summary>{t('stated.title')}</summary>
      <div className="stack">
        <Stepper
          label={t('stated.companions')}
          isLabelShown
          value={stated.companions}
          min={0}
          max={COMPANIONS_MAX}
          onChange={(companions) => onChange({ ...stated, companions })}
        />
        <TextInput
          label={t('stated.coupons')}
          hint={t('stated.couponsHint')}
          value={stated.coupons}
          onChange={(coupons) => onChange({ ...stated, coupons })}
          autoComplete="off"
          spellCheck="false"
        />
        <Stepper
          label={t('stated.points')}
          isLabelShown
          value={stated.points}
          min={0}
          max={POINTS_MAX}
          onChange={(points) => onChange({ ...stated, points })}
        />
      </div>
    </details>
  );
}
