import { useTranslation } from 'react-i18next';

interface Props {
  mayPassOn: boolean;
  onChange(mayPassOn: boolean): void;
}

/** Whether who gets a mandate may pass it on. */
export function MayPassOn({ mayPassOn, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={mayPassOn}
        onChange={({ target }) => onChange(target.checked)}
      />
      {t('mandates.passOn.allow')}
    </label>
  );
}
