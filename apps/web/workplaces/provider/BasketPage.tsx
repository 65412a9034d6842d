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
import { changeBasket, requestOf } from './basket.ts';
import { Catalogue } from './Catalogue.tsx';
import { MeansField } from './MeansField.tsx';
import { Outcome } from './Outcome.tsx';
import { useAuthorise } from './use-authorise.ts';

export function BasketPage() {
  return <SignedIn as="terminal">{({ terminal }) => <Bench terminal={terminal} />}</SignedIn>;
}

/** The terminal: a card, a basket, and what the recipient pays. */
function Bench({ terminal }: { terminal: SignedInTerminal }) {
  const { t } = useTranslation();
  const [lines, change] = useReducer(changeBasket, []);
  const [means, setMeans] = useState('');
  const [mistake, setMistake] = useState<'means' | 'basket'>();
  const meansField = useRef<HTMLDivElement>(null);
  const { work, unanswered } = useAuthorise();

  function authorise(inOneStep: boolean) {
    const missing = means.trim() === '' ? 'means' : lines.length === 0 ? 'basket' : undefined;
    setMistake(missing);
    if (missing === 'means') meansField.current?.querySelector('input')?.focus();
    if (missing) return;
    const options = { terminal: terminal.code, means: means.trim(), at: serverNow() };
    work.mutate({ request: requestOf(lines, options), inOneStep });
  }

  function beginAgain() {
    change({ do: 'clear' });
    setMeans('');
    setMistake(undefined);
    work.reset();
    meansField.current?.querySelector('input')?.focus();
  }

  const place = `${chosen(terminal.organisation)}, ${chosen(terminal.pointOfService)}`;
  return (
    <Page title={t('basket.title')} lead={t('basket.lead', { place, terminal: terminal.code })}>
      {unanswered && !work.isPending ? (
        <Notice tone="warn" role="alert">
          <p>{t('basket.unanswered')}</p>
          <div>
            <Button onPress={() => work.mutate(unanswered)}>{t('action.retry')}</Button>
          </div>
        </Notice>
      ) : null}
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
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
          <Outcome
            key={work.data.transactionId}
            answer={work.data}
            lines={lines}
            onBeginAgain={beginAgain}
          />
        ) : (
          <Basket
            lines={lines}
            change={change}
            isBusy={work.isPending}
            mistake={mistake === 'basket' ? t('basket.missing') : undefined}
            onAuthorise={authorise}
          />
        )}
      </div>
    </Page>
  );
}
