import { useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { chosen } from '../../features/language/start-language.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { serverNow } from '../../features/session/server-clock.ts';
import type { SignedInTerminal } from '../../features/session/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Basket } from './Basket.tsx';
import { type BasketLine, changeBasket, requestOf } from './basket.ts';
import { Catalogue } from './Catalogue.tsx';
import { MeansField } from './MeansField.tsx';
import { Outcome } from './Outcome.tsx';
import { hasCouponMistake, NOTHING_STATED, type Stated } from './stated.ts';
import { useAuthorise } from './use-authorise.ts';

/** Where something is missing or wrong before anything is sent. */
type Mistake = 'means' | 'basket' | 'coupons';

function mistakeIn(of: {
  means: string;
  lines: BasketLine[];
  stated: Stated;
}): Mistake | undefined {
  if (of.means.trim() === '') return 'means';
  if (of.lines.length === 0) return 'basket';
  return hasCouponMistake(of.stated) ? 'coupons' : undefined;
}

export function BasketPage() {
  return <SignedIn as="terminal">{({ terminal }) => <Bench terminal={terminal} />}</SignedIn>;
}

/** The terminal: a card, a basket, and what the recipient pays. */
function Bench({ terminal }: { terminal: SignedInTerminal }) {
  const { t } = useTranslation();
  const [lines, change] = useReducer(changeBasket, []);
  const [means, setMeans] = useState('');
  const [stated, setStated] = useState(NOTHING_STATED);
  const [mistake, setMistake] = useState<Mistake>();
  const meansField = useRef<HTMLDivElement>(null);
  const { work, send, dropping, unanswered } = useAuthorise(terminal.id);

  function authorise(inOneStep: boolean) {
    const found = mistakeIn({ means, lines, stated });
    setMistake(found);
    if (found === 'means') meansField.current?.querySelector('input')?.focus();
    if (found) return;
    const at = { terminal: terminal.code, at: serverNow() };
    const options = { ...at, means: means.trim(), stated, inOneStep };
    send({ request: requestOf(lines, options), inOneStep });
  }

  function beginAgain() {
    change({ do: 'clear' });
    setMeans('');
    setStated(NOTHING_STATED);
    setMistake(undefined);
    work.reset();
    meansField.current?.querySelector('input')?.focus();
  }

  const place = `${chosen(terminal.organisation)}, ${chosen(terminal.pointOfService)}`;
  return (
    <Page title={t('basket.title')} lead={t('basket.lead', { place, terminal: terminal.code })}>
      {unanswered && !work.isPending ? (
        <Unanswered
          isBusy={dropping.isPending}
          onRetry={() => send(unanswered)}
          onCancel={() => dropping.mutate(unanswered)}
        />
      ) : null}
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
      {dropping.isError ? <ProblemNotice problem={dropping.error} /> : null}
      <div className="bench">
        <div className="stack-wide">
          <div ref={meansField}>
            <MeansField
              terminal={terminal.code}
              value={means}
              onChange={setMeans}
              mistake={mistake === 'means' ? t('means.missing') : undefined}
            />
          </div>
          <Catalogue onAdd={(item) => change({ do: 'add', item })} />
        </div>
        {work.data ? (
          <Outcome key={work.data.transactionId} answer={work.data} onBeginAgain={beginAgain} />
        ) : (
          <Basket
            lines={lines}
            change={change}
            stated={stated}
            onState={setStated}
            isBusy={work.isPending}
            isHeldUp={unanswered !== undefined}
            mistake={mistake}
            onAuthorise={authorise}
          />
        )}
      </div>
    </Page>
  );
}

interface UnansweredProps {
  isBusy: boolean;
  onRetry(): void;
  onCancel(): void;
}

/**
 * Nobody knows whether the last request arrived: sent again, it counts once; cancelled, not at all. Until one
 * of them is chosen nothing else is sold, lest the same is sold twice.
 */
function Unanswered({ isBusy, onRetry, onCancel }: UnansweredProps) {
  const { t } = useTranslation();
  return (
    <Notice tone="warn" role="alert">
      <p>{t('basket.unanswered')}</p>
      <div className="row">
        <Button isDisabled={isBusy} onPress={onRetry}>
          {t('action.retry')}
        </Button>
        <Button isDisabled={isBusy} onPress={onCancel}>
          {t('basket.cancelUnanswered')}
        </Button>
      </div>
    </Notice>
  );
}
