import { Button, Group, Input, Label, NumberField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What is counted, for those who hear the page. */
  label: string;
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
}

export function Stepper({ label, value, min, max, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <NumberField
      value={value}
      minValue={min}
      maxValue={max}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
    >
      <Label className="only-heard">{label}</Label>
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
