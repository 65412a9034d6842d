import { Input, Label, NumberField } from 'react-aria-components';

interface Props {
  label: string;
  cents: number;
  onChange(cents: number): void;
}

const EUROS_MAX = 100_000;

/** A price typed in euros, kept in cents. */
export function PriceInput({ label, cents, onChange }: Props) {
  return (
    <NumberField
      className="field"
      value={cents / 100}
      minValue={0}
      maxValue={EUROS_MAX}
      formatOptions={{ style: 'currency', currency: 'EUR' }}
      onChange={(euros) => onChange(Number.isNaN(euros) ? 0 : Math.round(euros * 100))}
    >
      <Label>{label}</Label>
      <Input />
    </NumberField>
  );
}
