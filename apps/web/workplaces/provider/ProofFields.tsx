import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from '../../ui/TextInput.tsx';
import type { Proof } from './stated.ts';

const KINDS: readonly Proof['kind'][] = ['receipt', 'numbered-receipt', 'ticket'];

interface Props {
  proof: Proof;
  onChange(proof: Proof): void;
}

/** The proof of purchase, without which some compensations are not paid. */
export function ProofFields({ proof, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="stack-tight">
      <div className="field">
        <label htmlFor={id}>{t('proof.kind')}</label>
        <select
          id={id}
          className="input"
          value={proof.kind}
          onChange={(event) => onChange({ ...proof, kind: event.target.value as Proof['kind'] })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`proof.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <TextInput
        label={t('proof.number')}
        hint={t('proof.hint')}
        value={proof.number}
        maxLength={64}
        onChange={(number) => onChange({ ...proof, number })}
        autoComplete="off"
        spellCheck="false"
      />
    </div>
  );
}
