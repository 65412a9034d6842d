const ONE = 'BWS commonExpr BWS';
const TWO = `${ONE} COMMA ${ONE}`;

const NONE = 'BWS';

/** The functions that OData defines: the name of each rule, the word, and what it takes. */
const METHODS: Readonly<Record<string, readonly [word: string, takes: string]>> = {
  indexOf: ['indexof', TWO],
  toLower: ['tolower', ONE],
  toUpper: ['toupper', ONE],
  trim: ['trim', ONE],
  substring: ['substring', `${TWO} (COMMA ${ONE})?`],
  concat: ['concat', TWO],
  length: ['length', ONE],
  matchesPattern: ['matchesPattern', TWO],
  year: ['year', ONE],
  month: ['month', ONE],
  day: ['day', ONE],
  hour: ['hour', ONE],
  minute: ['minute', ONE],
  second: ['second', ONE],
  fractionalseconds: ['fractionalseconds', ONE],
  totalseconds: ['totalseconds', ONE],
  date: ['date', ONE],
  time: ['time', ONE],
  round: ['round', ONE],
  floor: ['floor', ONE],
  ceiling: ['ceiling', ONE],
  distance: ['geo.distance', TWO],
  geoLength: ['geo.length', ONE],
  totalOffsetMinutes: ['totaloffsetminutes', ONE],
  minDateTime: ['mindatetime', NONE],
  maxDateTime: ['maxdatetime', NONE],
  now: ['now', NONE],
};

/** Of them, those that say whether something holds. */
const CONDITIONS: typeof METHODS = {
  endsWith: ['endswith', TWO],
  startsWith: ['startswith', TWO],
  contains: ['contains', TWO],
  intersects: ['geo.intersects', TWO],
  hasSubset: ['hassubset', TWO],
  hasSubsequence: ['hassubsequence', TWO],
};

const callsOf = (methods: typeof METHODS) =>
  Object.entries(methods).map(([name, [word, takes]]): [string, string] => [
    `${name}MethodCallExpr`,
    `"${word}" OPEN ${takes} CLOSE`,
  ]);

/** The rules of the functions, by which a text is read but which leave no trace: `methodCallExpr` does. */
export const METHOD_CALLS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...callsOf(METHODS), ...callsOf(CONDITIONS)]),
  boolMethodCallExpr: `${callsOf(CONDITIONS)
    .map(([name]) => name)
    .join(' | ')} | isdefinedExpr`,
};

const ARITHMETIC = ['add', 'sub', 'mul', 'divby', 'div', 'mod'];
const COMPARISONS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in'];
const LOGICAL = ['and', 'or'];

const words = (list: readonly string[]) => list.map((word) => `"${word}"`).join(' | ');
const operators = Object.fromEntries(
  [...ARITHMETIC, ...COMPARISONS, ...LOGICAL].map((word) => [
    `${word}Expr`,
    `RWS "${word}" RWS commonExpr`,
  ]),
);

/**
 * Conditions and what they are made of. A chain of operators is read as one list, however long it is:
 * which of them bind closer is decided where its meaning is (`makeExpression`).
 */
export const EXPRESSIONS: Readonly<Record<string, string>> = {
  ...operators,
  inExpr: 'RWS "in" RWS (listExpr | commonExpr)',
  commonExpr: 'term binaryExpr* (listCondition (logicalExpr binaryExpr* listCondition?)*)?',
  boolCommonExpr: 'commonExpr',
  binaryExpr: `RWS operator RWS term`,
  operator: words([...ARITHMETIC, ...COMPARISONS, ...LOGICAL]),
  logicalExpr: `RWS logicalOperator RWS term`,
  logicalOperator: words(LOGICAL),
  listCondition: 'hasExpr | listMembership',
  hasExpr: 'RWS "has" RWS enumLiteral',
  listMembership: 'RWS "in" RWS listExpr',
  term:
    'primitiveLiteral | arrayOrObject | rootExpr | functionExpr | negation | methodCallExpr | ' +
    'parenExpr | castExpr | isofExpr | complement | firstMemberExpr',
  negation: '"-" BWS term',
  complement: '"not" (RWS | &OPEN) term',
  negateExpr: '"-" BWS commonExpr',
  notExpr: '"not" RWS boolCommonExpr',
  parenExpr: 'OPEN BWS commonExpr BWS CLOSE',
  listExpr: 'OPEN BWS (primitiveLiteral BWS (COMMA BWS primitiveLiteral BWS)*)? CLOSE',
  isofExpr: '"isof" OPEN BWS (commonExpr BWS COMMA BWS)? optionallyQualifiedTypeName BWS CLOSE',
  castExpr: '"cast" OPEN BWS (commonExpr BWS COMMA BWS)? optionallyQualifiedTypeName BWS CLOSE',
  methodCallExpr: `${callsOf(METHODS)
    .map(([name]) => name)
    .join(' | ')} | caseMethodCallExpr | boolMethodCallExpr`,
  caseMethodCallExpr: '"case" OPEN BWS caseBranch (COMMA BWS caseBranch)* CLOSE',
  caseBranch: 'boolCommonExpr BWS COLON BWS commonExpr BWS',
  rootExpr:
    "'$root/' (entitySetName collectionNavigationExpr? | " +
    'singletonEntity singleNavigationExpr? | ' +
    'entityColFunctionImport functionExprParameters collectionNavigationExpr? | ' +
    'entityFunctionImport functionExprParameters singleNavigationExpr? | ' +
    'complexColFunctionImport functionExprParameters complexColPathExpr? | ' +
    'complexFunctionImport functionExprParameters complexPathExpr? | ' +
    'primitiveColFunctionImport functionExprParameters collectionPathExpr? | ' +
    'primitiveFunctionImport functionExprParameters primitivePathExpr?)',
  firstMemberExpr: 'memberExpr | inscopeVariableExpr ("/" memberExpr)? | currCollectionExpr',
  memberExpr:
    'directMemberExpr | (optionallyQualifiedEntityTypeName | optionallyQualifiedComplexTypeName) "/" ' +
    'directMemberExpr',
  directMemberExpr: 'propertyPathExpr | boundFunctionExpr | annotationExpr',
  propertyPathExpr:
    'entityColNavigationProperty (collectionNavigationExpr | singleNavigationExpr)? | ' +
    'entityNavigationProperty singleNavigationExpr? | ' +
    'complexColProperty complexColPathExpr? | ' +
    'complexProperty complexPathExpr? | ' +
    'primitiveColProperty collectionPathExpr? | ' +
    'primitiveProperty primitivePathExpr? | ' +
    'streamProperty primitivePathExpr?',
  annotationExpr:
    'annotationInQuery ' +
    '(collectionPathExpr | singleNavigationExpr | complexPathExpr | primitivePathExpr)?',
  inscopeVariableExpr: 'implicitVariableExpr | parameterAlias | lambdaVariableExpr',
  collectionNavigationExpr:
    'collectionNavNoCastExpr | "/" optionallyQualifiedEntityTypeName collectionNavNoCastExpr',
  collectionNavNoCastExpr:
    'keyPredicate singleNavigationExpr? | filterExpr collectionNavigationExpr? | collectionPathExpr',
  singleNavigationExpr: '"/" memberExpr',
  filterExpr: "'/$filter' OPEN boolCommonExpr CLOSE",
  complexColPathExpr:
    'collectionPathExpr | "/" optionallyQualifiedComplexTypeName collectionPathExpr?',
  collectionPathExpr:
    'count (OPEN expandCountOption (SEMI expandCountOption)* CLOSE)? | ' +
    'filterExpr collectionPathExpr? | ' +
    '"/" anyExpr | "/" allExpr | "/" boundFunctionExpr | "/" annotationExpr | ' +
    "'/aggregate' OPEN BWS aggregateFunctionExpr BWS CLOSE",
  complexPathExpr:
    '"/" directMemberExpr | "/" optionallyQualifiedComplexTypeName ("/" directMemberExpr)?',
  primitivePathExpr: '"/" (annotationExpr | boundFunctionExpr)?',
  boundFunctionExpr: 'functionExpr',
  functionExpr:
    '(namespace ".")? ' +
    '(entityColFunction functionExprParameters collectionNavigationExpr? | ' +
    'entityFunction functionExprParameters singleNavigationExpr? | ' +
    'complexColFunction functionExprParameters complexColPathExpr? | ' +
    'complexFunction functionExprParameters complexPathExpr? | ' +
    'primitiveColFunction functionExprParameters collectionPathExpr? | ' +
    'primitiveFunction functionExprParameters primitivePathExpr?)',
  functionExprParameters:
    'OPEN (BWS functionExprParameter (BWS COMMA BWS functionExprParameter)*)? BWS CLOSE',
  functionExprParameter: 'parameterName EQ (parameterAlias | parameterValue)',
  anyExpr: '"any" OPEN BWS (lambdaVariableExpr BWS COLON BWS lambdaPredicateExpr)? BWS CLOSE',
  allExpr: '"all" OPEN BWS lambdaVariableExpr BWS COLON BWS lambdaPredicateExpr BWS CLOSE',
  lambdaPredicateExpr: 'boolCommonExpr',
  arrayOrObject: 'array | object',
  array: 'begin-array (valueInUrl (value-separator valueInUrl)*)? end-array',
  object: 'begin-object (member (value-separator member)*)? end-object',
  member: 'stringInUrl name-separator valueInUrl',
  valueInUrl: 'stringInUrl | commonExpr',
  'begin-object': 'BWS ("{" | "%7B") BWS',
  'end-object': 'BWS ("}" | "%7D")',
  'begin-array': 'BWS ("[" | "%5B") BWS',
  'end-array': 'BWS ("]" | "%5D")',
  'name-separator': 'BWS COLON BWS',
  'value-separator': 'BWS COMMA BWS',
  stringInUrl: 'quotation-mark charInJSON* quotation-mark',
  charInJSON:
    'qchar-unescaped | qchar-JSON-special | escape (quotation-mark | escape | "/" | "%2F" | ' +
    "'b' | 'f' | 'n' | 'r' | 't' | 'u' HEXDIG{4})",
  escape: '<\\\\> | "%5C"',
};
