import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { AddOfficialForm } from './AddOfficialForm.tsx';
import { GiveRoleForm } from './GiveRoleForm.tsx';
import { OfficialPanel } from './OfficialPanel.tsx';
import {
  approveRole,
  endRole,
  type NamedRole,
  type Official,
  officialsQuery,
  prolongRole,
  type Role,
} from './office-api.ts';
import { RoleList } from './RoleList.tsx';

/** What an administrator sees: what waits, what ends soon, everybody with their roles. */
export function Officials() {
  const { t } = useTranslation();
  const officials = useQuery(officialsQuery);
  const [asked, setAsked] = useState<NamedRole>();
  const step = useStep(officialsQuery.queryKey, () => setAsked(undefined));
  return (
    <section className="stack-wide" aria-labelledby="officials">
      <div className="stack-tight">
        <h2 id="officials">{t('office.title')}</h2>
        <p className="soft measure">{t('office.lead')}</p>
      </div>
      {step.isError ? <ProblemNotice problem={step.error} /> : null}
      <Loaded query={officials}>
        {({ officials: all }) => (
          <>
            <RoleList
              part="waiting"
              roles={rolesOf(all, ({ state }) => state === 'waiting')}
              onStep={({ id }) => step.mutate({ take: () => approveRole(id) })}
            />
            <RoleList
              part="review"
              roles={rolesOf(all, ({ toReview }) => toReview)}
              onStep={({ id }) => step.mutate({ take: () => prolongRole(id, serverNow()) })}
            />
            <div className="grid">
              {all.map((official) => (
                <OfficialPanel key={official.id} official={official} onEnd={setAsked} />
              ))}
            </div>
            <GiveRoleForm officials={all.filter(({ ended }) => !ended)} />
          </>
        )}
      </Loaded>
      <AddOfficialForm />
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t('office.ask.title')}
        verb={t('office.ask.verb')}
        isDangerous
        isBusy={step.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && step.mutate({ take: () => endRole(asked.id) })}
      >
        <p>
          {asked
            ? t('office.ask.text', { name: asked.name, role: t(`office.role.${asked.role}`) })
            : null}
        </p>
      </ConfirmDialog>
    </section>
  );
}

function rolesOf(officials: readonly Official[], isWanted: (role: Role) => boolean): NamedRole[] {
  return officials.flatMap(({ name, roles }) =>
    roles.filter(isWanted).map((role) => ({ ...role, name })),
  );
}
