import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import type { Step } from '../../features/officials/use-step.ts';
import { TermsForm } from '../../features/terms/TermsForm.tsx';
import { draftOf } from '../../features/terms/terms-draft.ts';
import { cataloguedQuery, revisePermission } from './catalogue-api.ts';
import type { ShownPermission } from './exchange-api.ts';

interface Props {
  permission: ShownPermission;
  mayPrice: boolean;
  step: Step;
}

/** While nothing is decided, either side states other terms. */
export function ReviseTerms(props: Props) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('permissions.revise.ask')}</summary>
      {isOpen ? <Form {...props} /> : null}
    </details>
  );
}

function Form({ permission, mayPrice, step }: Props) {
  const { t } = useTranslation();
  const { number, dataSet, versions } = permission;
  const found = useQuery(cataloguedQuery({ code: dataSet, version: versions.at(-1) ?? 1 }));
  return (
    <Loaded query={found}>
      {({ fields }) => (
        <TermsForm
          fields={fields}
          begun={draftOf(permission)}
          mayPrice={mayPrice}
          verb={t('permissions.revise.verb')}
          isBusy={step.isPending}
          onSubmit={(terms) =>
            step.mutate({
              take: () => revisePermission(number, terms),
              done: t('permissions.revise.done'),
            })
          }
        />
      )}
    </Loaded>
  );
}
