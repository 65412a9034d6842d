import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatInstant, formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { type Step, useStep } from '../../features/officials/use-step.ts';
import { Meter } from '../../ui/Meter.tsx';
import { type DescribedPermission, PERMISSIONS, permissionQuery } from './exchange-api.ts';
import { NextVersion } from './NextVersion.tsx';
import { PermissionActs } from './PermissionActs.tsx';
import { Events } from './PermissionEvents.tsx';
import { COUNTED, PermissionState } from './PermissionState.tsx';
import { PermissionTerms } from './PermissionTerms.tsx';

/** One permission: its terms, uses left, what became of it, and what its parties can do now. */
export function PermissionPage() {
  const { t } = useTranslation();
  const { number } = useParams({ from: '/office/permissions/$number' });
  return (
    <GrantingPage title={number}>
      {({ organisation }) => (
        <>
          <p>
            <Link to="/office/permissions">{t('permissions.back')}</Link>
          </p>
          <Known number={number} own={organisation?.code} />
        </>
      )}
    </GrantingPage>
  );
}

/** `own`: code of the official's institution; absent: of the operator, who decides for all. */
function Known({ number, own }: { number: string; own: string | undefined }) {
  const { t } = useTranslation();
  const found = useQuery(permissionQuery(number));
  const step = useStep(PERMISSIONS);
  const doneAt = useDoneAt(step);
  return (
    <Loaded query={found}>
      {(permission) => (
        <>
          <StepOutcome step={step} />
          <NextVersion
            permission={permission}
            isHolding={own === undefined || own === permission.holder.code}
            isOperator={own === undefined}
          />
          <section className="panel stack" aria-labelledby="terms">
            <div className="row-apart">
              <h2 id="terms">{chosen(permission.purpose)}</h2>
              <span>
                <PermissionState permission={permission} />
              </span>
            </div>
            {COUNTED.includes(permission.state) ? <Uses permission={permission} /> : null}
            <PermissionTerms permission={permission} />
          </section>
          <PermissionActs
            key={doneAt}
            permission={permission}
            isDeciding={own === undefined || own === permission.source.code}
            step={step}
          />
          <Events events={permission.events} />
        </>
      )}
    </Loaded>
  );
}

/** When the last step was done: what was typed for it is gone then, and only then. */
function useDoneAt({ isSuccess, submittedAt }: Step): number {
  const [doneAt, setDoneAt] = useState(0);
  useEffect(() => {
    if (isSuccess) setDoneAt(submittedAt);
  }, [isSuccess, submittedAt]);
  return doneAt;
}

/** Of all uses: so few left are drawn as a warning. */
const FEW = 0.1;

function Uses({ permission }: { permission: DescribedPermission }) {
  const { t } = useTranslation();
  const { quota, quotaPeriod, used, left, renewsAt } = permission;
  if (quota === null || left === null) {
    return <p>{t('permissions.usesWithoutQuota', { uses: formatNumber(used) })}</p>;
  }
  const numbers = { left: formatNumber(left), quota: formatNumber(quota) };
  return (
    <div className="stack-tight">
      <Meter
        label={t(`permissions.uses.${quotaPeriod}`)}
        text={t('permissions.usesLeft', numbers)}
        left={left}
        of={quota}
        tone={left === 0 ? 'bad' : left < quota * FEW ? 'warn' : 'good'}
      />
      {quotaPeriod === 'all' ? null : (
        <span className="row-apart soft small">
          <span>{t('permissions.usedInAll', { uses: formatNumber(used) })}</span>
          {renewsAt === null ? null : (
            <span>{t('permissions.renewsAt', { when: formatInstant(renewsAt) })}</span>
          )}
        </span>
      )}
    </div>
  );
}
