import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { ProfilePicker } from '../../features/profiles/ProfilePicker.tsx';
import { profilesQuery } from '../../features/profiles/profiles.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { GiveMandateForm } from './GiveMandateForm.tsx';
import { MandatePanel } from './MandatePanel.tsx';
import { type Giver, type Mandate, mandatesQuery, revokeMandate } from './mandates-api.ts';

export function MandatesPage() {
  return (
    <SignedIn as="person">
      {({ actingFor, organisation, official }) => {
        if (organisation) return <OrganisationsMandates />;
        return actingFor === null && official === null ? <Mandates /> : <OthersMandates />;
      }}
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

/** What the organisation gave, for who may see that; who represents it by law gives more. */
function OrganisationsMandates() {
  const profiles = useQuery(profilesQuery);
  return (
    <Loaded query={profiles}>
      {({ organisations }) => {
        const acts = organisations.find(({ chosen }) => chosen)?.acts ?? [];
        if (!acts.includes('see-mandates')) return <OthersMandates />;
        return <Mandates giver="organisation" mayGive={acts.includes('give-mandates')} />;
      }}
    </Loaded>
  );
}

function Mandates({ giver = 'recipient', mayGive = true }: { giver?: Giver; mayGive?: boolean }) {
  const { t } = useTranslation();
  const mandates = useInfiniteQuery(mandatesQuery(giver));
  const [asked, setAsked] = useState<Mandate>();
  const [passedOn, setPassedOn] = useState<Mandate>();
  const work = useRevoke(giver, () => setAsked(undefined));
  const isOrganisation = giver === 'organisation';
  const list = { giver, onRevoke: mayGive ? setAsked : undefined };
  const lead = t(isOrganisation ? 'mandates.organisation.lead' : 'mandates.lead');
  return (
    <Page title={t('mandates.title')} lead={lead}>
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
      <p className="only-heard" role="status">
        {work.isSuccess ? t('mandates.revoked') : ''}
      </p>
      <ProfilePicker />
      <Loaded query={mandates}>
        {({ pages }) => {
          const given = pages.flatMap((page) => page.given);
          const held = pages.flatMap((page) => page.held);
          return (
            <>
              <List {...list} side={isOrganisation ? 'organisation' : 'given'} mandates={given} />
              {isOrganisation ? null : (
                <List {...list} side="held" mandates={held} onPassOn={setPassedOn} />
              )}
            </>
          );
        }}
      </Loaded>
      {mandates.isFetchNextPageError ? <ProblemNotice problem={mandates.error} /> : null}
      {mandates.hasNextPage ? (
        <div>
          <Button isDisabled={mandates.isFetching} onPress={() => mandates.fetchNextPage()}>
            {t('mandates.more')}
          </Button>
        </div>
      ) : null}
      {mayGive ? (
        <GiveMandateForm
          key={passedOn?.id}
          giver={giver}
          passedOn={passedOn}
          onBack={() => setPassedOn(undefined)}
        />
      ) : null}
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
  giver: Giver;
  side: 'given' | 'held' | 'organisation';
  mandates: Mandate[];
  onRevoke: ((mandate: Mandate) => void) | undefined;
  onPassOn?: (mandate: Mandate) => void;
}

function List({ giver, side, mandates, onRevoke, onPassOn }: ListProps) {
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
              giver={giver}
              side={side === 'held' ? 'held' : 'given'}
              onRevoke={onRevoke && (() => onRevoke(mandate))}
              onPassOn={onPassOn && (() => onPassOn(mandate))}
            />
          ))}
        </div>
      )}
    </section>
  );
}

function useRevoke(giver: Giver, onSettled: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => revokeMandate(giver, id),
    onSettled: async () => {
      onSettled();
      await queries.invalidateQueries({ queryKey: mandatesQuery(giver).queryKey });
    },
  });
}
