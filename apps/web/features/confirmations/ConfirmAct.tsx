import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { PasskeyNotUsed } from '../second-factors/second-factors.ts';
import { type Confirmation, type Confirming, completeConfirmation } from './confirmations.ts';

interface Props {
  /** What it is called on the screen. */
  act: 'mandate' | 'decision';
  confirming: Confirming;
  confirmation: Confirmation;
  /** Begins anew, by another means. */
  begin(means: string): Promise<Confirmation>;
  /** Does what was confirmed. */
  carryOut(confirmationId: string): Promise<unknown>;
  onAsked(confirmation: Confirmation): void;
  onDone(): void;
  onBack(): void;
}

/** What is about to be done, in the words that the telephone shows, until it is confirmed and done. */
export function ConfirmAct(props: Props) {
  const { t } = useTranslation();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { act, confirmation } = props;
  const work = useMutation({
    mutationFn: async () => {
      const isConfirmed = await completeConfirmation(props.confirming, confirmation);
      if (isConfirmed) await props.carryOut(confirmation.id);
      return isConfirmed;
    },
    onSuccess: (isDone) => {
      if (isDone) props.onDone();
    },
  });
  const other = useMutation({ mutationFn: props.begin, onSuccess: props.onAsked });
  const failure = work.error ?? other.error;
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        {t(`confirm.${act}.title`)}
      </h2>
      <p>
        <strong>{confirmation.text}</strong>
      </p>
      <HowToConfirm {...confirmation} />
      {failure instanceof PasskeyNotUsed ? (
        <Notice tone="bad" role="alert">
          {t('confirm.passkeyFailed')}
        </Notice>
      ) : failure ? (
        <ProblemNotice problem={failure} />
      ) : null}
      {work.data === false ? (
        <Notice tone="warn" role="status">
          {t('confirm.waiting')}
        </Notice>
      ) : null}
      <div className="row">
        <Button variant="primary" isDisabled={work.isPending} onPress={() => work.mutate()}>
          {t(confirmation.asked ? `confirm.${act}.passkeyVerb` : `confirm.${act}.verb`)}
        </Button>
        {confirmation.others.map((means) => (
          <Button key={means} variant="quiet" onPress={() => other.mutate(means)}>
            {t(`confirm.by.${nameOf(means)}`)}
          </Button>
        ))}
        <Button variant="quiet" onPress={props.onBack}>
          {t('action.back')}
        </Button>
      </div>
    </section>
  );
}

function HowToConfirm({ shown, asked }: Confirmation) {
  const { t } = useTranslation();
  if (asked) return <p>{t('confirm.passkey')}</p>;
  if (shown === null) return <p>{t('confirm.simulated')}</p>;
  return (
    <>
      <p>{t('confirm.choose')}</p>
      <p className="code-digits">{shown}</p>
      <p className="soft">{t('confirm.differs')}</p>
    </>
  );
}

/** Installations name their telephones themselves. */
function nameOf(means: string): 'passkey' | 'simulated-person' | 'telephone' {
  return means === 'passkey' || means === 'simulated-person' ? means : 'telephone';
}
