const ONE = 'BWS commonExpr BWS';
const TWO = `${ONE} COMMA ${ONE}`;

/** The functions that OData defines, by what they take. */
const METHODS: Readonly<Record<string, string>> = {
  ...methods('concat indexof matchesPattern geo.distance', TWO),
  ...methods(
    'length tolower toupper trim year month day hour minute second fractionalseconds',
    ONE,
  ),
  ...methods('totalseconds date time totaloffsetminutes round floor ceiling geo.length', ONE),
  ...methods('mindatetime maxdatetime now', 'BWS'),
  ...methods('contains endswith startswith geo.intersects hassubset hassubsequence', TWO),
  substring: `${TWO} (COMMA ${ONE})?`,
};

function methods(names: string, takes: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, takes]));
}

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
  methodCallExpr: `${Object.entries(METHODS)
    .map(([name, takes]) => `"${name}" OPEN ${takes} CLOSE`)
    .join(' | ')} | caseMethodCallExpr`,
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
  firstMemberExpr: 'memberExpr | inscopeVariableExpr ("/" memberExpr)?',
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
  inscopeVariableExpr: "'$it' | '$this' | parameterAlias | lambdaVariableExpr",
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
    '"/" anyExpr | "/" allExpr | "/" boundFunctionExpr | "/" annotationExpr',
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
    'qchar-unescaped | < :{}\\[\\]> | escape (quotation-mark | escape | "/" | "%2F" | ' +
    "'b' | 'f' | 'n' | 'r' | 't' | 'u' HEXDIG{4})",
  escape: '<\\\\> | "%5C"',
};
