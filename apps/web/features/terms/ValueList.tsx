import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { VALUE_MAX } from './terms-draft.ts';
import { addLines, type ValuesDraft } from './values-draft.ts';

interface Props {
  label: string;
  draft: ValuesDraft;
  onChange(draft: ValuesDraft): void;
}

/** Values one by one, whatever signs they have: added with Enter, or many at once by pasting lines. */
export function ValueList({ label, draft, onChange }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const { values, typed } = draft;
  const focusInput = () => place.current?.querySelector('input')?.focus();
  function add() {
    onChange(addLines(draft, typed));
    focusInput();
  }
  function onKeyDown(event: KeyboardEvent) {
    // Elsewhere Enter sends the form.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  }
  function onPaste(event: ClipboardEvent) {
    const text = event.clipboardData.getData('text');
    if (!/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    onChange(addLines(draft, text));
  }
  return (
    <div ref={place} className="stack-tight">
      <div className="beside">
        <TextInput
          label={label}
          hint={t('terms.rowValuesHint')}
          value={typed}
          maxLength={VALUE_MAX}
          autoComplete="off"
          onChange={(text) => onChange({ values, typed: text })}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <Button onPress={add} isDisabled={typed.trim() === ''}>
          {t('terms.valueAdd')}
        </Button>
      </div>
      <p className="small soft" role="status">
        {values.length === 0 ? t('terms.valuesNone') : t('terms.values', { count: values.length })}
      </p>
      {values.length === 0 ? null : (
        <ul className="chips" aria-label={t('terms.valuesAdded')}>
          {values.map((value) => (
            <li key={value}>
              <button
                type="button"
                className="chip"
                aria-label={t('terms.valueRemove', { value })}
                onClick={() => {
                  onChange({ values: values.filter((one) => one !== value), typed });
                  focusInput();
                }}
              >
                <span>{value}</span>
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
