import type { Context } from '../../../../platform/context.ts';
import { type Definition, type Field, isList } from '../../definition.ts';
import { openReading, type ReadingName } from '../../permissions/open-reading.ts';

export const ENTITY_SET = 'Records';
const ENTITY_TYPE = 'Record';

const EDM_TYPES: Readonly<Record<string, string>> = {
  text: 'Edm.String',
  'personal-code': 'Edm.String',
  integer: 'Edm.Int64',
  decimal: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  day: 'Edm.Date',
  instant: 'Edm.DateTimeOffset',
};

interface Property {
  name: string;
  /** Of the model's own (a row of a nested list), or of OData. */
  type: string;
  isCollection: boolean;
  isNullable: boolean;
  description: string | undefined;
}

interface ModelType {
  name: string;
  properties: Property[];
}

/** A data set as a model of OData: the entity type first, then those of the rows of its lists. */
export interface Model {
  namespace: string;
  key: readonly string[];
  types: ModelType[];
}

/** The model of what somebody may see of a data set. Refuses like `openReading`. */
export async function describeModel(context: Context, name: ReadingName): Promise<Model> {
  const { version, view } = await openReading(context, name, { virtual: true });
  return modelOf(view.definition, version.code);
}

export function modelOf(definition: Definition, code: string): Model {
  const namespace = `${code.replaceAll('-', '_')}_${definition.version}`;
  const types: ModelType[] = [];
  addType(types, { name: ENTITY_TYPE, fields: definition.fields, key: definition.key, namespace });
  return { namespace, key: definition.key, types };
}

function addType(
  types: ModelType[],
  given: { name: string; fields: readonly Field[]; key: readonly string[]; namespace: string },
): void {
  const { name, fields, key, namespace } = given;
  const type: ModelType = { name, properties: [] };
  types.push(type);
  for (const field of fields) {
    let row = `${name}_${field.name}`;
    // `a_b` of the record, and `b` of its `a`.
    while (types.some((one) => one.name === row)) row += '_';
    type.properties.push({
      name: field.name,
      type: isList(field) ? `${namespace}.${row}` : (EDM_TYPES[field.type] ?? 'Edm.String'),
      isCollection: isList(field),
      isNullable: !isList(field) && !field.required && !key.includes(field.name),
      description: field.comment && `${field.comment.lv} / ${field.comment.en}`,
    });
    if (isList(field)) addType(types, { name: row, fields: field.list, key: [], namespace });
  }
}

/** CSDL in JSON (OData 4.01). */
export function modelJson({ namespace, key, types }: Model): Record<string, unknown> {
  const schema = Object.fromEntries(
    types.map(({ name, properties }) => [
      name,
      {
        $Kind: name === ENTITY_TYPE ? 'EntityType' : 'ComplexType',
        ...(name === ENTITY_TYPE ? { $Key: key } : {}),
        ...Object.fromEntries(
          properties.map((property) => [property.name, propertyJson(property)]),
        ),
      },
    ]),
  );
  return {
    $Version: '4.01',
    $EntityContainer: `${namespace}.Container`,
    $Reference: {
      [CORE_ADDRESS]: { $Include: [{ $Namespace: CORE, $Alias: 'Core' }] },
    },
    [namespace]: {
      ...schema,
      Container: {
        $Kind: 'EntityContainer',
        [ENTITY_SET]: { $Collection: true, $Type: `${namespace}.${ENTITY_TYPE}` },
      },
    },
  };
}

const CORE = 'Org.OData.Core.V1';
const CORE_ADDRESS =
  'https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.json';
const CORE_XML_ADDRESS = CORE_ADDRESS.replace('.json', '.xml');

function propertyJson({ type, isCollection, isNullable, description }: Property) {
  return {
    ...(isCollection ? { $Collection: true } : {}),
    // What has no type is a text.
    ...(type === 'Edm.String' ? {} : { $Type: type }),
    ...(isNullable ? { $Nullable: true } : {}),
    ...(type === 'Edm.Decimal' ? { $Scale: 'variable' } : {}),
    ...(type === 'Edm.DateTimeOffset' ? { $Precision: 3 } : {}),
    ...(description === undefined ? {} : { '@Core.Description': description }),
  };
}

/** CSDL in XML (OData 4.0 and 4.01). */
export function modelXml({ namespace, key, types }: Model): string {
  const written = types.map(({ name, properties }) => {
    const tag = name === ENTITY_TYPE ? 'EntityType' : 'ComplexType';
    const keys =
      tag === 'EntityType'
        ? `<Key>${key.map((one) => `<PropertyRef Name="${one}"/>`).join('')}</Key>`
        : '';
    return `<${tag} Name="${name}">${keys}${properties.map(propertyXml).join('')}</${tag}>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:Reference Uri="${CORE_XML_ADDRESS}"><edmx:Include Namespace="${CORE}" Alias="Core"/></edmx:Reference>
<edmx:DataServices>
<Schema Namespace="${namespace}" xmlns="http://docs.oasis-open.org/odata/ns/edm">
${written.join('\n')}
<EntityContainer Name="Container">
<EntitySet Name="${ENTITY_SET}" EntityType="${namespace}.${ENTITY_TYPE}"/>
</EntityContainer>
</Schema>
</edmx:DataServices>
</edmx:Edmx>
`;
}

function propertyXml({ name, type, isCollection, isNullable, description }: Property): string {
  const written = isCollection ? `Collection(${type})` : type;
  const facets = [
    isNullable ? '' : ' Nullable="false"',
    type === 'Edm.Decimal' ? ' Scale="variable"' : '',
    type === 'Edm.DateTimeOffset' ? ' Precision="3"' : '',
  ].join('');
  const start = `<Property Name="${name}" Type="${written}"${facets}`;
  if (description === undefined) return `${start}/>`;
  return `${start}><Annotation Term="Core.Description" String="${escapeXml(description)}"/></Property>`;
}

const XML_ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  ...{ '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' },
};

/** Other control characters are no XML, however they are written. */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>"\t\n\r]/g, (character) => XML_ESCAPES[character] ?? character)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
