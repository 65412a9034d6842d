const option = (name: string) => `("$${name}" | "${name}") EQ`;
const nested = (name: string) => `OPEN ${name} (SEMI ${name})* CLOSE`;
const listed = (name: string) => `${name} (COMMA ${name})*`;
const joined = (name: string) => `${name} ("&" ${name})*`;

/** What is asked of a resource: the query of an address, or the body in its place. */
export const OPTIONS: Readonly<Record<string, string>> = {
  queryOptions: joined('queryOption'),
  queryOption: 'systemQueryOption | aliasAndValue | nameAndValue | customQueryOption',
  batchOptions: joined('batchOption'),
  batchOption: 'format | customQueryOption',
  metadataOptions: joined('metadataOption'),
  metadataOption: 'format | customQueryOption',
  entityOptions: '(entityIdOption "&")* id ("&" entityIdOption)*',
  entityIdOption: 'format | customQueryOption',
  entityCastOptions: '(entityCastOption "&")* id ("&" entityCastOption)*',
  entityCastOption: 'entityIdOption | expand | select',
  id: `${option('id')} IRI-in-query`,
  systemQueryOption:
    'compute | deltatoken | expand | filter | format | id | inlinecount | orderby | schemaversion | ' +
    'search | select | skip | skiptoken | top | index | apply | temporalOption',
  compute: `${option('compute')} ${listed('computeItem')}`,
  computeItem: 'commonExpr RWS "as" RWS computedProperty',
  expand: `${option('expand')} ${listed('expandItem')}`,
  expandItem: '"$value" | expandPath | optionallyQualifiedEntityTypeName "/" expandPath',
  expandPath:
    'STAR (ref | OPEN levels CLOSE)? | ' +
    '(navigationProperty | entityAnnotationInQuery) ("/" optionallyQualifiedEntityTypeName)? ' +
    `(ref (${nested('expandRefOption')})? | count (${nested('expandCountOption')})? | ` +
    `${nested('expandOption')})? | ` +
    '(complexProperty | complexColProperty | optionallyQualifiedComplexTypeName | ' +
    'complexAnnotationInQuery) "/" expandPath | streamProperty',
  expandCountOption: 'filter | search',
  expandRefOption: 'expandCountOption | orderby | skip | top | inlinecount',
  expandOption:
    'expandRefOption | select | expand | compute | levels | aliasAndValue | apply | temporalOption',
  levels: `${option('levels')} (oneToNine DIGIT* | "max")`,
  filter: `${option('filter')} boolCommonExpr`,
  orderby: `${option('orderby')} ${listed('orderbyItem')}`,
  orderbyItem: 'commonExpr (RWS ("asc" | "desc"))?',
  skip: `${option('skip')} DIGIT+`,
  top: `${option('top')} DIGIT+`,
  index: `${option('index')} "-"? DIGIT+`,
  format: `${option('format')} ("atom" | "json" | "xml" | pchar+ "/" pchar+)`,
  inlinecount: `${option('count')} boolean`,
  schemaversion: `${option('schemaversion')} (STAR | unreserved+)`,
  search: `${option('search')} BWS (searchExpr | searchExpr-incomplete)`,
  searchExpr: 'searchTerm (searchOrExpr | searchAndExpr)*',
  searchTerm: 'searchParenExpr | searchNegateExpr | searchPhrase | searchWord',
  searchParenExpr: 'OPEN BWS searchExpr BWS CLOSE',
  searchNegateExpr: "'NOT' RWS searchTerm",
  searchOrExpr: "RWS 'OR' RWS searchTerm",
  searchAndExpr: "RWS ('AND' RWS)? searchTerm",
  searchPhrase: 'quotation-mark (qchar-no-AMP-DQUOTE | SP)+ quotation-mark',
  searchWord: 'searchChar (searchChar | SQUOTE)*',
  searchChar: '<A-Za-z0-9\\-._~!*+,:@/?$=> | !"%22" !"%28" !"%29" !"%20" !"%09" pct-encoded',
  'searchExpr-incomplete':
    'SQUOTE (SQUOTE-in-string | qchar-no-AMP-SQUOTE | quotation-mark | SP)* SQUOTE',
  select: `${option('select')} ${listed('selectItem')}`,
  selectItem:
    'STAR | allOperationsInSchema | selectProperty | optionallyQualifiedActionName | ' +
    'optionallyQualifiedFunctionName | ' +
    '(optionallyQualifiedEntityTypeName | optionallyQualifiedComplexTypeName) "/" ' +
    '(selectProperty | optionallyQualifiedActionName | optionallyQualifiedFunctionName)',
  selectProperty:
    'primitiveProperty | primitiveAnnotationInQuery | ' +
    `(primitiveColProperty | primitiveColAnnotationInQuery) (${nested('selectOptionPC')})? | ` +
    'navigationProperty | ' +
    `selectPath (${nested('selectOption')} | "/" selectProperty)?`,
  selectPath:
    '(complexProperty | complexColProperty | complexAnnotationInQuery) ' +
    '("/" optionallyQualifiedComplexTypeName)?',
  selectOptionPC: 'filter | search | inlinecount | orderby | skip | top',
  selectOption: 'selectOptionPC | compute | select | aliasAndValue',
  allOperationsInSchema: 'namespace "." STAR',
  deltatoken: '"$deltatoken" EQ qchar-no-AMP+',
  skiptoken: '"$skiptoken" EQ qchar-no-AMP+',
  aliasAndValue: 'parameterAlias EQ parameterValue',
  nameAndValue: 'parameterName EQ parameterValue',
  parameterValue: 'arrayOrObject | commonExpr',
  customQueryOption: 'customName (EQ customValue)?',
  customName: 'qchar-no-AMP-EQ-AT-DOLLAR qchar-no-AMP-EQ*',
  customValue: 'qchar-no-AMP*',
};
