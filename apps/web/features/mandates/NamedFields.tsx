import { useTranslation } from 'react-i18next';
import { TextInput } from '../../ui/TextInput.tsx';

interface Named {
  name: string;
  personalCode: string;
}

/** A person as a document has them: name and personal code, which must fit each other. */
export function NamedFields({ named, onChange }: { named: Named; onChange(named: Named): void }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('mandates.give.name')}
        hint={t('mandates.give.nameHint')}
        value={named.name}
        maxLength={200}
        autoComplete="off"
        onChange={(name) => onChange({ ...named, name })}
      />
      <TextInput
        label={t('mandates.give.code')}
        hint={t('mandates.give.codeHint')}
        value={named.personalCode}
        maxLength={12}
        autoComplete="off"
        onChange={(personalCode) => onChange({ ...named, personalCode })}
      />
    </>
  );
}
