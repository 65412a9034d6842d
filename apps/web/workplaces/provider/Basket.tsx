import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatEuros } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PriceInput } from '../../ui/PriceInput.tsx';
import { Stepper } from '../../ui/Stepper.tsx';
import { type BasketAct, type BasketLine, priceOf, QUANTITY_MAX } from './basket.ts';
import { ProofFields } from './ProofFields.tsx';
import { StatedFields } from './StatedFields.tsx';
import type { Stated } from './stated.ts';

interface Props {
  lines: BasketLine[];
  change(act: BasketAct): void;
  stated: Stated;
  onState(stated: Stated): void;
  isBusy: boolean;
  /** Until it is known what became of an earlier request. */
  isHeldUp: boolean;
  mistake: 'means' | 'basket' | 'coupons' | undefined;
  onAuthorise(inOneStep: boolean): void;
}

/** The basket before it is authorised. */
export function Basket(props: Props) {
  const { lines, change, stated, onState, isBusy, isHeldUp, mistake, onAuthorise } = props;
  const { t } = useTranslation();
  const [inOneStep, setInOneStep] = useState(false);
  return (
    <section className="panel stack" aria-labelledby="basket">
      <h2 id="basket">{t('basket.heading')}</h2>
      {lines.length === 0 ? <p className="soft">{t('basket.empty')}</p> : null}
      <ul className="plain-list stack">
        {lines.map((line) => (
          <Line key={line.line} line={line} change={change} />
        ))}
      </ul>
      <div className="row-apart">
        <span>{t('basket.price')}</span>
        <strong className="figure">{formatEuros(priceOf(lines))}</strong>
      </div>
      <StatedFields stated={stated} onChange={onState} />
      {mistake === 'basket' || mistake === 'coupons' ? (
        <Notice tone="bad" role="alert">
          {t(mistake === 'basket' ? 'basket.missing' : 'stated.couponMistake')}
        </Notice>
      ) : null}
      <label className="check">
        <input
          type="checkbox"
          checked={inOneStep}
          onChange={(event) => setInOneStep(event.target.checked)}
        />
        {t('basket.oneStep')}
      </label>
      {inOneStep ? (
        <ProofFields proof={stated.proof} onChange={(proof) => onState({ ...stated, proof })} />
      ) : null}
      <Button
        variant="primary"
        isDisabled={isBusy || isHeldUp}
        onPress={() => onAuthorise(inOneStep)}
      >
        {isBusy
          ? t('basket.sending')
          : t(inOneStep ? 'basket.authoriseAtOnce' : 'basket.authorise')}
      </Button>
    </section>
  );
}

function Line({ line, change }: { line: BasketLine; change(act: BasketAct): void }) {
  const { t } = useTranslation();
  const name = chosen(line.item.name);
  return (
    <li className="stack-tight">
      <div className="row-apart">
        <strong>{name}</strong>
        <span className="amount">{formatEuros(line.quantity * line.unitPriceCents)}</span>
      </div>
      <div className="row">
        <Stepper
          label={t('basket.quantityOf', { item: name })}
          value={line.quantity}
          min={1}
          max={QUANTITY_MAX}
          onChange={(quantity) => change({ do: 'count', line: line.line, quantity })}
        />
        <Button
          variant="quiet"
          aria-label={t('basket.removeItem', { item: name })}
          onPress={() => change({ do: 'remove', line: line.line })}
        >
          {t('basket.remove')}
        </Button>
      </div>
      {line.item.unitPriceCents === null ? (
        <PriceInput
          label={t('basket.unitPrice')}
          cents={line.unitPriceCents}
          onChange={(unitPriceCents) => change({ do: 'price', line: line.line, unitPriceCents })}
        />
      ) : null}
      <label className="check small">
        <input
          type="checkbox"
          checked={line.whose === 'companion'}
          onChange={() => change({ do: 'turn', line: line.line })}
        />
        {t('basket.forCompanion')}
        <span className="only-heard">: {name}</span>
      </label>
    </li>
  );
}
