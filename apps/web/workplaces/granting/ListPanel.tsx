import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant, formatNumber } from '../../features/language/formats.ts';
import { ConfirmedStep } from '../../features/officials/ConfirmedStep.tsx';
import type { Step } from '../../features/officials/use-step.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { type MemberList, rejectList } from './granting-api.ts';
import { RowProblems } from './RowProblems.tsx';

const TONES = { proposed: 'warn', confirmed: 'good', rejected: undefined } as const;

interface Props {
  list: MemberList;
  mayConfirm: boolean;
  step: Step;
}

/** One list: what it does, who proposed and decided; while it waits, the decision. */
export function ListPanel(props: Props) {
  const { t } = useTranslation();
  const { id, group, mode, status, members, added, ended, refused, problems, proposed, decided } =
    props.list;
  const tone = TONES[status];
  return (
    <article className="panel stack" aria-labelledby={id}>
      <div className="stack-tight">
        <h3 id={id}>{t(`lists.mode.${mode}`)}</h3>
        <div>
          <Badge {...(tone ? { tone } : {})}>{t(`lists.status.${status}`)}</Badge>
        </div>
      </div>
      <Facts
        rows={[
          [t('lists.members'), formatNumber(members)],
          [t('lists.added'), formatNumber(added)],
          [t('lists.ended'), formatNumber(ended)],
          [t('lists.refused'), formatNumber(refused)],
          [t('granting.proposed'), `${proposed.by}, ${formatInstant(proposed.at)}`],
          [t('granting.decided'), decided && `${decided.by}, ${formatInstant(decided.at)}`],
        ]}
      />
      <RowProblems problems={problems} group={group} />
      {status === 'proposed' ? <Decision {...props} /> : null}
    </article>
  );
}

function Decision({ list: { id, ended }, mayConfirm, step }: Props) {
  const { t } = useTranslation();
  const [isChecked, setChecked] = useState(ended === 0);
  return (
    <>
      {mayConfirm ? (
        <>
          {ended > 0 ? (
            <label className="check">
              <input
                type="checkbox"
                checked={isChecked}
                onChange={({ target }) => setChecked(target.checked)}
              />
              {t('lists.checked', { count: ended })}
            </label>
          ) : null}
          <ConfirmedStep
            path={`/official/v1/lists/${id}`}
            verb={t('lists.confirm')}
            about={id}
            isDisabled={!isChecked}
            body={{ ended }}
            onDone={() => step.mutate({ take: async () => {}, done: t('lists.confirmed') })}
          />
        </>
      ) : (
        <p className="soft">{t('granting.needsOther')}</p>
      )}
      <div>
        <Button
          variant="danger"
          isDisabled={step.isPending}
          aria-describedby={id}
          onPress={() => step.mutate({ take: () => rejectList(id), done: t('lists.rejected') })}
        >
          {t('lists.reject')}
        </Button>
      </div>
    </>
  );
}
