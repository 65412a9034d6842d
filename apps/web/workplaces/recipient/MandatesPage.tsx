import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { ProfilePicker } from '../../features/profiles/ProfilePicker.tsx';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { GiveMandateForm } from './GiveMandateForm.tsx';
import { MandatePanel } from './MandatePanel.tsx';
import { type Mandate, mandatesQuery, revokeMandate } from './mandates-api.ts';

export function MandatesPage() {
  return (
    <SignedIn as="person">
      {({ actingFor, official }) =>
        actingFor === null && official === null ? <Mandates /> : <OthersMandates />
      }
    </SignedIn>
  );
}

/** Mandates are one's own matter: nobody gives or sees them for another. */
function OthersMandates() {
  const { t } = useTranslation();
  return (
    <Page title={t('mandates.title')}>
      <ProfilePicker />
      <Empty title={t('mandates.notForOthers')}>{t('mandates.notForOthersText')}</Empty>
    </Page>
  );
}

function Mandates() {
  const { t } = useTranslation();
  const mandates = useQuery(mandatesQuery);
  const [asked, setAsked] = useState<Mandate>();
  const work = useRevoke(() => setAsked(undefined));
  return (
    <Page title={t('mandates.title')} lead={t('mandates.lead')}>
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
      <p className="only-heard" role="status">
        {work.isSuccess ? t('mandates.revoked') : ''}
      </p>
      <ProfilePicker />
      <Loaded query={mandates}>
        {({ given, held }) => (
          <>
            <List side="given" mandates={given} onRevoke={setAsked} />
            <List side="held" mandates={held} onRevoke={setAsked} />
          </>
        )}
      </Loaded>
      <GiveMandateForm />
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t('mandates.ask.title')}
        verb={t('mandates.ask.verb')}
        isDangerous
        isBusy={work.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && work.mutate(asked.id)}
      >
        <p>{t('mandates.ask.text')}</p>
      </ConfirmDialog>
    </Page>
  );
}

interface ListProps {
  side: 'given' | 'held';
  mandates: Mandate[];
  onRevoke(mandate: Mandate): void;
}

function List({ side, mandates, onRevoke }: ListProps) {
  const { t } = useTranslation();
  return (
    <section className="stack" aria-labelledby={`mandates-${side}`}>
      <h2 id={`mandates-${side}`}>{t(`mandates.${side}.title`)}</h2>
      {mandates.length === 0 ? (
        <Empty title={t(`mandates.${side}.none`)}>{t(`mandates.${side}.noneText`)}</Empty>
      ) : (
        <div className="grid">
          {mandates.map((mandate) => (
            <MandatePanel
              key={mandate.id}
              mandate={mandate}
              side={side}
              onRevoke={() => onRevoke(mandate)}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function useRevoke(onSettled: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: revokeMandate,
    onSettled: async () => {
      onSettled();
      await queries.invalidateQueries({ queryKey: mandatesQuery.queryKey });
    },
  });
}
