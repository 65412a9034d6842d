import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Loaded } from '../api/Loaded.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { formatInstant } from '../language/formats.ts';
import { SignedIn } from '../session/SignedIn.tsx';
import { CodesForm } from './CodesForm.tsx';
import { PasskeyForm } from './PasskeyForm.tsx';
import { type Factor, factorsQuery, removeFactor } from './second-factors.ts';

/** By what the person proves themselves beside a login means. */
export function SecondFactorsPage() {
  return <SignedIn as="person">{() => <SecondFactors />}</SignedIn>;
}

function SecondFactors() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const factors = useQuery(factorsQuery);
  const [asked, setAsked] = useState<Factor>();
  const again = () => queries.invalidateQueries({ queryKey: factorsQuery.queryKey });
  const work = useMutation({
    mutationFn: removeFactor,
    onSettled: async () => {
      setAsked(undefined);
      await again();
    },
  });
  return (
    <Page title={t('factors.title')} lead={t('factors.lead')}>
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
      <Loaded query={factors}>
        {({ factors: found }) =>
          found.length === 0 ? (
            <Empty title={t('factors.none')}>{t('factors.noneText')}</Empty>
          ) : (
            <ul className="plain-list stack" aria-label={t('factors.title')}>
              {found.map((factor) => (
                <FactorPanel key={factor.id} factor={factor} onRemove={() => setAsked(factor)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <PasskeyForm onDone={again} />
      <CodesForm onDone={again} />
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t('factors.ask.title')}
        verb={t('factors.ask.verb')}
        isDangerous
        isBusy={work.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && work.mutate(asked.id)}
      >
        <p>{t('factors.ask.text', { name: asked?.name ?? '' })}</p>
      </ConfirmDialog>
    </Page>
  );
}

function FactorPanel({ factor, onRemove }: { factor: Factor; onRemove(): void }) {
  const { t } = useTranslation();
  const { name, kind, enrolledAt, usedAt } = factor;
  return (
    <li className="panel stack-tight">
      <strong>{name}</strong>
      <span>{t(`factors.kind.${kind}`)}</span>
      <span className="soft">{t('factors.since', { when: formatInstant(enrolledAt) })}</span>
      <span className="soft">
        {usedAt ? t('factors.used', { when: formatInstant(usedAt) }) : t('factors.unused')}
      </span>
      <div>
        <Button onPress={onRemove}>{t('factors.remove', { name })}</Button>
      </div>
    </li>
  );
}
