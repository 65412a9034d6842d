import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { Empty } from '../../ui/Empty.tsx';
import { intakeQuery, registersQuery } from './exchange-api.ts';
import { IntakePanel } from './IntakePanel.tsx';
import { RegisterPanel } from './RegisterPanel.tsx';

/** What reliefs depend on: how fresh registers are, and what comes in for one's own data sets. */
export function RegistersPage() {
  const { t } = useTranslation();
  return (
    <GrantingPage title={t('registers.title')} lead={t('registers.lead')}>
      {({ roles }) => (
        <>
          <OwnDataSets mayDecide={roles.includes('reviewer')} />
          <Registers />
        </>
      )}
    </GrantingPage>
  );
}

function OwnDataSets({ mayDecide }: { mayDecide: boolean }) {
  const { t } = useTranslation();
  const intake = useQuery(intakeQuery);
  const step = useStep(intakeQuery.queryKey);
  return (
    <section className="stack" aria-labelledby="own">
      <h2 id="own">{t('intake.title')}</h2>
      <StepOutcome step={step} />
      <Loaded query={intake}>
        {({ dataSets }) =>
          dataSets.length === 0 ? (
            <p className="soft measure">{t('intake.none')}</p>
          ) : (
            <div className="grid">
              {dataSets.map((dataSet) => (
                <IntakePanel
                  key={`${dataSet.code}@${dataSet.version}`}
                  dataSet={dataSet}
                  mayDecide={mayDecide}
                  step={step}
                />
              ))}
            </div>
          )
        }
      </Loaded>
    </section>
  );
}

function Registers() {
  const { t } = useTranslation();
  const registers = useQuery(registersQuery);
  return (
    <section className="stack" aria-labelledby="fresh">
      <div className="stack-tight">
        <h2 id="fresh">{t('registers.fresh')}</h2>
        <p className="soft measure">{t('registers.freshLead')}</p>
      </div>
      <Loaded query={registers}>
        {({ registers: all }) => {
          if (all.length === 0) {
            return <Empty title={t('registers.none')}>{t('registers.noneText')}</Empty>;
          }
          // Who is silent is looked at first.
          const rank = (silentSince: string | null) => silentSince ?? '9';
          const sorted = all.toSorted((one, other) =>
            rank(one.silentSince).localeCompare(rank(other.silentSince)),
          );
          return (
            <div className="grid">
              {sorted.map((register) => (
                <RegisterPanel key={register.register} register={register} />
              ))}
            </div>
          );
        }}
      </Loaded>
    </section>
  );
}
