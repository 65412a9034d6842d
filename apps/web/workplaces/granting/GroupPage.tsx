import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OfficialRole } from '../../../../platform/official-role.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { FindMemberForm } from './FindMemberForm.tsx';
import { type Group, groupsQuery, listsQuery } from './granting-api.ts';
import { ListForm } from './ListForm.tsx';
import { ListPanel } from './ListPanel.tsx';

/** One group: who keeps it, who is in it, and the lists by which they come in and leave. */
export function GroupPage() {
  const { t } = useTranslation();
  const { code } = useParams({ from: '/office/groups/$code' });
  return (
    <GrantingPage title={t('groups.one')}>
      {({ roles }) => (
        <>
          <p>
            <Link to="/office/groups">{t('groups.back')}</Link>
          </p>
          <KnownGroup code={code} roles={roles} />
        </>
      )}
    </GrantingPage>
  );
}

function KnownGroup({ code, roles }: { code: string; roles: readonly OfficialRole[] }) {
  const { t } = useTranslation();
  const groups = useQuery(groupsQuery);
  return (
    <Loaded query={groups}>
      {({ groups: all }) => {
        const group = all.find((one) => one.code === code);
        if (!group) return <Empty title={t('groups.unknown')}>{t('groups.unknownText')}</Empty>;
        return (
          <>
            <section className="panel stack" aria-labelledby="group">
              <h2 id="group">{chosen(group.name)}</h2>
              <Facts
                rows={[
                  [t('groups.howIn'), t(`groups.keptBy.${group.keptBy}`)],
                  [t('groups.membersToday'), formatNumber(group.members)],
                  [t('groups.add.code'), code],
                ]}
              />
              <p className="soft measure">{t('groups.condition', { code })}</p>
            </section>
            {group.keptBy === 'list' ? <Lists group={group} roles={roles} /> : null}
            <FindMemberForm group={code} />
          </>
        );
      }}
    </Loaded>
  );
}

function Lists({ group, roles }: { group: Group; roles: readonly OfficialRole[] }) {
  const { t } = useTranslation();
  const lists = useQuery(listsQuery(group.code));
  const step = useStep(groupsQuery.queryKey);
  const panelOf = { mayConfirm: roles.includes('reviewer'), step };
  return (
    <Loaded query={lists}>
      {({ lists: all }) => {
        const waiting = all.find(({ status }) => status === 'proposed');
        const decided = all.filter(({ status }) => status !== 'proposed');
        return (
          <>
            <StepOutcome step={step} />
            {waiting ? (
              <section className="stack" aria-labelledby="waiting">
                <h2 id="waiting">{t('lists.waiting')}</h2>
                <ListPanel key={waiting.id} list={waiting} {...panelOf} />
              </section>
            ) : roles.includes('editor') ? (
              <ListForm group={group.code} step={step} />
            ) : (
              <Empty title={t('lists.noneWaiting')}>{t('lists.noneWaitingText')}</Empty>
            )}
            {decided.length > 0 ? (
              <section className="stack" aria-labelledby="decided">
                <h2 id="decided">{t('lists.decided')}</h2>
                <div className="grid">
                  {decided.map((list) => (
                    <ListPanel key={list.id} list={list} {...panelOf} />
                  ))}
                </div>
              </section>
            ) : null}
          </>
        );
      }}
    </Loaded>
  );
}
