import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReasonForm } from '../../features/officials/ReasonForm.tsx';
import type { Step } from '../../features/officials/use-step.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import {
  grantPermission,
  type PermissionStep,
  prolongPermission,
  type ShownPermission,
  sendMessage,
  stepPermission,
} from './exchange-api.ts';
import { ReviseTerms } from './ReviseTerms.tsx';

interface Props {
  permission: ShownPermission;
  /** The institution whose records they are, or the operator: others ask and give up. */
  isDeciding: boolean;
  step: Step;
}

/** By what it is today: what the source may do. Its holder may only give it up. */
const STEPS: Partial<Record<ShownPermission['state'], readonly PermissionStep[]>> = {
  applied: ['refuse'],
  agreed: ['refuse'],
  granted: ['suspend', 'withdraw'],
  ahead: ['suspend', 'withdraw'],
  suspended: ['resume', 'withdraw'],
};
const IN_FORCE: readonly ShownPermission['state'][] = ['granted', 'ahead', 'expired'];

/** What an official can do with a permission now. */
export function PermissionActs({ permission, isDeciding, step }: Props) {
  const { t } = useTranslation();
  const { number, state, waitsForSecond } = permission;
  const isOpen = state === 'applied' || state === 'agreed';
  const steps = STEPS[state] ?? [];
  const offered = isDeciding ? steps : steps.length > 0 ? (['withdraw'] as const) : [];
  return (
    <section className="panel stack" aria-labelledby="acts">
      <h2 id="acts">{t('permissions.acts')}</h2>
      {waitsForSecond ? <p>{t('permissions.needsSecond')}</p> : null}
      {isOpen && isDeciding ? (
        <div>
          <Button
            variant="primary"
            isDisabled={step.isPending}
            onPress={() =>
              step.mutate({ take: () => grantPermission(number), done: t('permissions.decided') })
            }
          >
            {t('permissions.grant')}
          </Button>
        </div>
      ) : null}
      {isOpen ? <ReviseTerms permission={permission} mayPrice={isDeciding} step={step} /> : null}
      {IN_FORCE.includes(state) ? (
        <details open={isDeciding && permission.proposed !== null}>
          <summary>{t(`permissions.prolong.${isDeciding ? 'ask' : 'request'}`)}</summary>
          <ProlongForm permission={permission} part={isDeciding ? 'ask' : 'request'} step={step} />
        </details>
      ) : null}
      {offered.map((one) => (
        <details key={one}>
          <summary>{t(`permissions.step.${one}`)}</summary>
          <ReasonForm
            label={t('permissions.reason')}
            hint={t('permissions.reasonHint')}
            verb={t(`permissions.stepVerb.${one}`)}
            isDangerous={one !== 'resume'}
            isBusy={step.isPending}
            onSubmit={(reason) =>
              step.mutate({
                take: () => stepPermission(number, { step: one, reason }),
                done: t(`permissions.stepDone.${one}`),
              })
            }
          />
        </details>
      ))}
      <details>
        <summary>{t('permissions.message.ask')}</summary>
        <ReasonForm
          label={t('permissions.message.text')}
          verb={t('permissions.message.verb')}
          isBusy={step.isPending}
          onSubmit={(text) =>
            step.mutate({
              take: () => sendMessage(number, text),
              done: t('permissions.message.done'),
            })
          }
        />
      </details>
    </section>
  );
}

/** Until when, and with how many uses. What the other side proposed stands there already. */
function ProlongForm({
  permission,
  part,
  step,
}: Omit<Props, 'isDeciding'> & { part: 'ask' | 'request' }) {
  const { t } = useTranslation();
  const { number, proposed, quotaPeriod } = permission;
  const now = proposed ?? permission;
  const [until, setUntil] = useState(now.validUntil);
  const [quota, setQuota] = useState(now.quota === null ? '' : String(now.quota));
  const isWhole = until !== '' && /^([1-9]\d{0,8})?$/.test(quota);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isWhole) return;
    const asked = { validUntil: until, ...quotaOf(quota, proposed) };
    step.mutate({
      take: () => prolongPermission(number, asked),
      done: t(`permissions.prolong.done.${part}`),
    });
  }
  return (
    <form className="stack-tight" onSubmit={submit}>
      <TextInput
        type="date"
        label={t('permissions.validUntil')}
        value={until}
        onChange={setUntil}
      />
      <TextInput
        label={t(`permissions.prolong.quota.${quotaPeriod}`)}
        hint={t('permissions.prolong.quotaHint')}
        inputMode="numeric"
        value={quota}
        maxLength={9}
        onChange={setQuota}
      />
      <div>
        <Button type="submit" isDisabled={!isWhole || step.isPending}>
          {t(`permissions.prolong.verb.${part}`)}
        </Button>
      </div>
    </form>
  );
}

/** Empty: as it was proposed, which may be without a limit, or else as it stands. */
function quotaOf(typed: string, proposed: ShownPermission['proposed']): { quota?: number | null } {
  if (typed !== '') return { quota: Number(typed) };
  return proposed ? { quota: proposed.quota } : {};
}
