import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueField } from '../../../../modules/exchange/catalogue/api.ts';
import { QUOTA_PERIODS } from '../../../../modules/exchange/permissions/quota-period.ts';
import { rigaDay } from '../../../../platform/clock/day.ts';
import { Button } from '../../ui/Button.tsx';
import { PriceInput } from '../../ui/PriceInput.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { serverNow } from '../session/server-clock.ts';
import { FieldList, FieldTree } from './FieldTree.tsx';
import { RowFilters } from './RowFilters.tsx';
import {
  type DraftMistake,
  fitDraft,
  mistakesIn,
  type TermsDraft,
  termsOf,
  type WrittenTerms,
} from './terms-draft.ts';

const WORDS_MAX = 1_000;

interface Props {
  fields: readonly CatalogueField[];
  begun: TermsDraft;
  /** Who states a price: the source, whose records they are. */
  mayPrice: boolean;
  verb: string;
  isBusy: boolean;
  onSubmit(terms: WrittenTerms): void;
  /** What else is to be stated, before the terms. */
  children?: ReactNode;
}

/** The terms of a permission: why, what, which records, how much and how long. */
export function TermsForm({ fields, begun, mayPrice, verb, isBusy, onSubmit, children }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(begun);
  const draft = fitDraft(
    typed,
    fields.map(({ path }) => path),
  );
  const [mistakes, setMistakes] = useState<ReadonlySet<DraftMistake>>(new Set());
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (mistakes.size > 0) firstMistake(form.current)?.focus();
  }, [mistakes]);
  const change = (part: Partial<TermsDraft>) => setTyped({ ...typed, ...part });
  // What was told and is put right is told no more.
  const still = mistakesIn(draft, rigaDay(serverNow()));
  const mistake = (name: DraftMistake) =>
    mistakes.has(name) && still.has(name) ? t(`terms.mistake.${name}`) : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    const key = fields.filter(({ inKey }) => inKey).map(({ path }) => path);
    const made = termsOf(draft, { key, today: rigaDay(serverNow()) });
    setMistakes('mistakes' in made ? made.mistakes : new Set());
    if ('terms' in made && !isBusy) onSubmit(made.terms);
  }
  const parts = { draft, mistake, change };
  return (
    <form ref={form} className="stack-wide" noValidate onSubmit={submit}>
      {children}
      <Reasons {...parts} />
      <Fields {...parts} fields={fields} />
      <RowFilters
        fields={fields}
        rows={draft.rows}
        mistake={mistake('rows')}
        onChange={(rows) => change({ rows })}
      />
      <Limits {...parts} mayPrice={mayPrice} />
      <div>
        <Button type="submit" variant="primary" isDisabled={isBusy}>
          {verb}
        </Button>
      </div>
    </form>
  );
}

interface Part {
  draft: TermsDraft;
  mistake(name: DraftMistake): string | undefined;
  change(part: Partial<TermsDraft>): void;
}

function Reasons({ draft, mistake, change }: Part) {
  const { t } = useTranslation();
  const words = (name: 'purposeLv' | 'purposeEn' | 'legalBasisLv' | 'legalBasisEn') => (
    <TextInput
      label={t(`terms.${name}`)}
      value={draft[name]}
      maxLength={WORDS_MAX}
      autoComplete="off"
      mistake={mistake(name)}
      onChange={(text) => change({ [name]: text })}
    />
  );
  return (
    <fieldset className="stack plain-group">
      <legend>{t('terms.why')}</legend>
      <p className="hint measure">{t('terms.whyHint')}</p>
      {words('purposeLv')}
      {words('purposeEn')}
      {words('legalBasisLv')}
      {words('legalBasisEn')}
    </fieldset>
  );
}

function Fields({ draft, mistake, change, fields }: Part & Pick<Props, 'fields'>) {
  const { t } = useTranslation();
  const wrong = mistake('fields');
  return (
    <div className="stack">
      <RadioGroup
        label={t('terms.what')}
        value={draft.allFields ? 'all' : 'some'}
        options={[
          ['some', t('terms.someFields')],
          ['all', t('terms.allFields')],
        ]}
        onChange={(which) => change({ allFields: which === 'all' })}
      />
      {draft.allFields ? (
        <FieldList fields={fields} />
      ) : (
        <>
          <p className="hint measure">{t('terms.fieldsHint')}</p>
          {wrong ? (
            <p className="mistake" role="alert">
              {wrong}
            </p>
          ) : null}
          <FieldTree
            fields={fields}
            choice={draft.fields}
            onChange={(chosenFields) => change({ fields: chosenFields })}
          />
        </>
      )}
    </div>
  );
}

function Limits({ draft, mistake, change, mayPrice }: Part & Pick<Props, 'mayPrice'>) {
  const { t } = useTranslation();
  return (
    <fieldset className="stack plain-group">
      <legend>{t('terms.howMuch')}</legend>
      <TextInput
        type="date"
        label={t('permissions.validFrom')}
        value={draft.validFrom}
        mistake={mistake('validFrom')}
        onChange={(validFrom) => change({ validFrom })}
      />
      <TextInput
        type="date"
        label={t('permissions.validUntil')}
        value={draft.validUntil}
        mistake={mistake('validUntil')}
        onChange={(validUntil) => change({ validUntil })}
      />
      <TextInput
        label={t('terms.quota')}
        hint={t('terms.quotaHint')}
        inputMode="numeric"
        value={draft.quota}
        maxLength={9}
        mistake={mistake('quota')}
        onChange={(quota) => change({ quota })}
      />
      {draft.quota === '' ? null : (
        <RadioGroup
          label={t('terms.quotaPeriod')}
          value={draft.quotaPeriod}
          options={QUOTA_PERIODS.map((one) => [one, t(`terms.period.${one}`)] as const)}
          onChange={(quotaPeriod) => change({ quotaPeriod })}
        />
      )}
      <TextInput
        label={t('terms.rate')}
        hint={t('terms.rateHint')}
        inputMode="numeric"
        value={draft.rate}
        maxLength={7}
        mistake={mistake('rate')}
        onChange={(rate) => change({ rate })}
      />
      {mayPrice ? (
        <PriceInput
          label={t('permissions.price')}
          cents={draft.priceCents}
          onChange={(priceCents) => change({ priceCents })}
        />
      ) : null}
    </fieldset>
  );
}

/** Where something is to be typed otherwise; of fields and conditions, the first of their boxes. */
function firstMistake(form: HTMLFormElement | null): HTMLElement | null | undefined {
  const invalid = form?.querySelector<HTMLElement>('[aria-invalid="true"], .mistake');
  if (!invalid || invalid.matches('input')) return invalid;
  return invalid.parentElement?.querySelector<HTMLElement>('input:not(:disabled), select, button');
}
