import { useTranslation } from 'react-i18next';
import type { CatalogueField } from '../../../../modules/exchange/catalogue/api.ts';
import { Badge } from '../../ui/Badge.tsx';
import { chosen } from '../language/start-language.ts';
import { chosenPart, type FieldChoice, switchField } from './field-choice.ts';

type PersonalClass = NonNullable<CatalogueField['class']>;

const TONES = {
  none: undefined,
  pseudonymous: undefined,
  personal: 'warn',
  special: 'bad',
} as const;

/** How much a field tells about a person. */
export function ClassBadge({ of }: { of: PersonalClass }) {
  const { t } = useTranslation();
  const tone = TONES[of];
  return <Badge {...(tone ? { tone } : {})}>{t(`dataSets.class.${of}`)}</Badge>;
}

interface Props {
  fields: readonly CatalogueField[];
  choice: FieldChoice;
  onChange(choice: FieldChoice): void;
}

/** The fields of a data set to choose from, what is nested under its list, each with its class. */
export function FieldTree({ fields, choice, onChange }: Props) {
  const { t } = useTranslation();
  const paths = fields.map(({ path }) => path);
  return (
    <ul className="tree" aria-label={t('terms.fields')}>
      {fields.map((field) => {
        const { path, inKey } = field;
        const part = inKey ? 'all' : chosenPart(choice, path);
        return (
          <li key={path} data-level={levelOf(path)}>
            <label className="check">
              <input
                type="checkbox"
                checked={part === 'all'}
                disabled={inKey}
                ref={(box) => {
                  if (box) box.indeterminate = part === 'some';
                }}
                onChange={() => onChange(switchField(choice, path, paths))}
              />
              <FieldWords field={field} />
            </label>
          </li>
        );
      })}
    </ul>
  );
}

/** The fields of a data set, or those that a permission lets read, to be looked at. */
export function FieldList({ fields, choice }: Pick<Props, 'fields'> & { choice?: FieldChoice }) {
  const { t } = useTranslation();
  const shown = fields.filter(
    ({ path, inKey }) => inKey || choice === undefined || chosenPart(choice, path) !== 'none',
  );
  return (
    <ul className="tree" aria-label={t('terms.fields')}>
      {shown.map((field) => (
        <li key={field.path} data-level={levelOf(field.path)}>
          <FieldWords field={field} />
        </li>
      ))}
    </ul>
  );
}

function FieldWords({ field }: { field: CatalogueField }) {
  const { t } = useTranslation();
  const { path, comment, inKey } = field;
  return (
    <span className="tree-words">
      <span>
        <code>{path}</code> {comment ? chosen(comment) : null}
      </span>
      <span className="row">
        {field.class === null ? null : <ClassBadge of={field.class} />}
        <span className="soft small">
          {t(`dataSets.type.${field.type}`)}
          {inKey ? `, ${t('dataSets.inKey')}` : null}
        </span>
      </span>
    </span>
  );
}

function levelOf(path: string): number {
  return path.split('.').length - 1;
}
