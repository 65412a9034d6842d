import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { PasskeyNotUsed } from '../../features/second-factors/second-factors.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import {
  beginMandate,
  type Confirmation,
  type Giver,
  giveMandate,
  type NewMandate,
} from './mandates-api.ts';

interface Props {
  giver: Giver;
  mandate: NewMandate;
  confirmation: Confirmation;
  /** It was begun anew, by another means. */
  onAsked(begun: { mandate: NewMandate; confirmation: Confirmation }): void;
  onGiven(): void;
  onBack(): void;
}

/** What is about to be given, in the words that the telephone shows, until it is confirmed. */
export function ConfirmMandate({ giver, mandate, confirmation, onAsked, onGiven, onBack }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const work = useMutation({
    mutationFn: () => giveMandate(giver, mandate, confirmation),
    onSuccess: (given) => {
      if (given) onGiven();
    },
  });
  const other = useMutation({
    mutationFn: (means: string) => beginMandate(giver, mandate, means),
    onSuccess: (begun) => onAsked({ mandate, confirmation: begun }),
  });
  const failure = work.error ?? other.error;
  return (
    <section className="panel stack" aria-labelledby="confirm-mandate">
      <h2 id="confirm-mandate" ref={heading} tabIndex={-1}>
        {t('confirm.title')}
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
          {t(confirmation.asked ? 'confirm.passkeyVerb' : 'confirm.verb')}
        </Button>
        {confirmation.others.map((means) => (
          <Button key={means} variant="quiet" onPress={() => other.mutate(means)}>
            {t(`confirm.by.${nameOf(means)}`)}
          </Button>
        ))}
        <Button variant="quiet" onPress={onBack}>
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
