import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type Confirmation, giveMandate, type NewMandate } from './mandates-api.ts';

interface Props {
  mandate: NewMandate;
  confirmation: Confirmation;
  onGiven(): void;
  onBack(): void;
}

/** What is about to be given, in the words that the telephone shows, until it is confirmed there. */
export function ConfirmMandate({ mandate, confirmation, onGiven, onBack }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const work = useMutation({
    mutationFn: () => giveMandate(mandate, confirmation.id),
    onSuccess: (given) => {
      if (given) onGiven();
    },
  });
  return (
    <section className="panel stack" aria-labelledby="confirm-mandate">
      <h2 id="confirm-mandate" ref={heading} tabIndex={-1}>
        {t('confirm.title')}
      </h2>
      <p>
        <strong>{confirmation.text}</strong>
      </p>
      {confirmation.shown ? (
        <>
          <p>{t('confirm.choose')}</p>
          <p className="code-digits">{confirmation.shown}</p>
          <p className="soft">{t('confirm.differs')}</p>
        </>
      ) : (
        <p>{t('confirm.simulated')}</p>
      )}
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
      {work.data === false ? (
        <Notice tone="warn" role="status">
          {t('confirm.waiting')}
        </Notice>
      ) : null}
      <div className="row">
        <Button variant="primary" isDisabled={work.isPending} onPress={() => work.mutate()}>
          {t('confirm.verb')}
        </Button>
        <Button variant="quiet" onPress={onBack}>
          {t('action.back')}
        </Button>
      </div>
    </section>
  );
}
