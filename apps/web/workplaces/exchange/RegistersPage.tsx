import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { Empty } from '../../ui/Empty.tsx';
import { AbsentQuestion } from '../registers/AbsentQuestion.tsx';
import {
  confirmAbsentGrants,
  intakeQuery,
  type Register,
  registersQuery,
  waitingGrantsQuery,
} from './exchange-api.ts';
import { IntakePanel } from './IntakePanel.tsx';
import { RegisterPanel } from './RegisterPanel.tsx';

/** What reliefs depend on: how fresh registers are, and what comes in for one's own data sets. */
export function RegistersPage() {
  const { t } = useTranslation();
  return (
    <GrantingPage title={t('registers.title')} lead={t('registers.lead')}>
      {({ roles, organisation }) => {
        const mayDecide = roles.includes('reviewer');
        return (
          <>
            <OwnDataSets mayDecide={mayDecide} />
            <Grants mayDecide={mayDecide} />
            <Registers mayDecide={mayDecide} organisation={organisation?.code ?? null} />
          </>
        );
      }}
    </GrantingPage>
  );
}

function OwnDataSets({ mayDecide }: { mayDecide: boolean }) {
  const { t } = useTranslation();
  const intake = useQuery(intakeQuery);
  const queries = useQueryClient();
  // A file that was decided on waits no more for the register either.
  const renewRegisters = () => void queries.invalidateQueries(registersQuery);
  const step = useStep(intakeQuery.queryKey, renewRegisters);
  return (
    <section className="stack" aria-labelledby="own">
      <h2 id="own">{t('intake.title')}</h2>
      <StepOutcome step={step} />
      <Loaded query={intake}>
        {({ dataSets }) =>
          dataSets.length === 0 ? (
            <p className="soft measure">{t('intake.none')}</p>
          ) : (
            <>
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
              <p>
                <Link to="/office/mapping">{t('mapping.new')}</Link>
              </p>
            </>
          )
        }
      </Loaded>
    </section>
  );
}

/** Grants that a grantor's own system states no more; nothing is shown where none wait. */
function Grants({ mayDecide }: { mayDecide: boolean }) {
  const { t } = useTranslation();
  const waiting = useQuery(waitingGrantsQuery);
  const step = useStep(waitingGrantsQuery.queryKey);
  const all = waiting.data?.waiting ?? [];
  return (
    <>
      <StepOutcome step={step} />
      {all.length === 0 ? null : (
        <section className="stack" aria-labelledby="grants">
          <h2 id="grants">{t('absent.grants.heading')}</h2>
          {all.map((one) => (
            <article
              key={`${one.dataSet}@${one.version}`}
              className="panel stack"
              aria-label={`${one.dataSet}@${one.version}`}
            >
              <h3>{`${one.dataSet}@${one.version}`}</h3>
              <AbsentQuestion
                what="grants"
                absent={one.absent}
                of={one.absentOf}
                since={one.absentSince}
                mayDecide={mayDecide}
                step={step}
                confirm={() => confirmAbsentGrants(one)}
              />
            </article>
          ))}
        </section>
      )}
    </>
  );
}

interface RegistersProps {
  mayDecide: boolean;
  /** Of the official; null: of the operator. */
  organisation: string | null;
}

function Registers({ mayDecide, organisation }: RegistersProps) {
  const { t } = useTranslation();
  const registers = useQuery(registersQuery);
  const step = useStep(registersQuery.queryKey);
  return (
    <section className="stack" aria-labelledby="fresh">
      <div className="stack-tight">
        <h2 id="fresh">{t('registers.fresh')}</h2>
        <p className="soft measure">{t('registers.freshLead')}</p>
      </div>
      <StepOutcome step={step} />
      <Loaded query={registers}>
        {({ registers: all }) => {
          if (all.length === 0) {
            return <Empty title={t('registers.none')}>{t('registers.noneText')}</Empty>;
          }
          // Who waits for somebody is looked at first, then who is silent.
          const rank = ({ absentSince, snapshotsWaiting, silentSince }: Register) =>
            absentSince ? `0${absentSince}` : snapshotsWaiting > 0 ? '1' : (silentSince ?? '9');
          const sorted = all.toSorted((one, other) => rank(one).localeCompare(rank(other)));
          return (
            <div className="grid">
              {sorted.map((register) => (
                <RegisterPanel
                  key={register.register}
                  register={register}
                  isKept={organisation === null || organisation === register.institution}
                  mayDecide={mayDecide}
                  step={step}
                />
              ))}
            </div>
          );
        }}
      </Loaded>
    </section>
  );
}
