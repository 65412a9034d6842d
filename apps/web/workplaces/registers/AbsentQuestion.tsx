import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant, formatNumber } from '../../features/language/formats.ts';
import type { Step } from '../../features/officials/use-step.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface Props {
  /** What would end. */
  what: 'facts' | 'grants';
  absent: number;
  of: number;
  since: string;
  mayDecide: boolean;
  step: Step;
  confirm(): Promise<unknown>;
}

/** The guard's question: so many are said no more that the source may be wrong. Nothing ends by itself. */
export function AbsentQuestion({ what, absent, of, since, mayDecide, step, confirm }: Props) {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const counts = { absent: formatNumber(absent), of: formatNumber(of) };
  return (
    <Notice tone="warn">
      <p>
        <strong>{t(`absent.${what}.title`)}</strong>
      </p>
      <Meter
        label={t(`absent.${what}.label`)}
        text={t('absent.count', counts)}
        left={absent}
        of={of}
        tone="warn"
      />
      <p>{t(`absent.${what}.text`, { since: formatInstant(since) })}</p>
      {mayDecide ? (
        <div>
          <Button variant="danger" isDisabled={step.isPending} onPress={() => setAsked(true)}>
            {t('absent.verb')}
          </Button>
        </div>
      ) : (
        <p>{t('absent.reviewer')}</p>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={t('absent.askTitle')}
        verb={t('absent.verb')}
        isDangerous
        isBusy={step.isPending}
        onClose={() => setAsked(false)}
        onConfirm={() => {
          setAsked(false);
          step.mutate({ take: confirm, done: t('absent.done') });
        }}
      >
        <p>{t(`absent.${what}.askText`, counts)}</p>
      </ConfirmDialog>
    </Notice>
  );
}
