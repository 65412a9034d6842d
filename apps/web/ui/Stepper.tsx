import { Button, Group, Input, Label, NumberField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What is counted, for those who hear the page. */
  label: string;
  /** Where no text beside it says what is counted. */
  isLabelShown?: boolean;
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
}

export function Stepper({ label, isLabelShown = false, value, min, max, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <NumberField
      {...(isLabelShown ? { className: 'counted' } : {})}
      value={value}
      minValue={min}
      maxValue={max}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
    >
      <Label className={isLabelShown ? 'label' : 'only-heard'}>{label}</Label>
      <Group className="stepper">
        <Button slot="decrement" aria-label={t('action.less', { what: label })}>
          −
        </Button>
        <Input />
        <Button slot="increment" aria-label={t('action.more', { what: label })}>
          +
        </Button>
      </Group>
    </NumberField>
  );
}
