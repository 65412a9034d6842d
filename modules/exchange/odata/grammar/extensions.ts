const called = (word: string, takes: string) => `'${word}' OPEN BWS ${takes} BWS CLOSE`;
const listed = (name: string) => `${name} (BWS COMMA BWS ${name})*`;
const ranked = (word: string) => called(word, 'collectionExpr BWS COMMA BWS commonExpr');

const RELATED =
  'recHierReference BWS COMMA BWS preservingTrafos BWS (COMMA BWS preservingTrafos BWS)? ' +
  "(COMMA BWS DIGIT+ BWS)? (COMMA BWS 'keep start' BWS)? CLOSE";

/** The option `$apply` (OData Extension for Data Aggregation), and what it adds to conditions. */
const AGGREGATION = {
  apply: '("$apply" | "apply") EQ applyExpr',
  applyExpr: 'applyTrafo ("/" applyTrafo)*',
  applyTrafo:
    'aggregateTrafo | computeTrafo | concatTrafo | groupbyTrafo | joinTrafo | nestTrafo | ' +
    'outerjoinTrafo | preservingTrafo | hierarchyTrafo',
  preservingTrafo:
    'bottomcountTrafo | bottompercentTrafo | bottomsumTrafo | filterTrafo | identityTrafo | ' +
    'orderbyTrafo | searchTrafo | skipTrafo | topTrafo | topcountTrafo | toppercentTrafo | ' +
    'topsumTrafo | hierarchyTrafo',
  hierarchyTrafo: 'ancestorsTrafo | descendantsTrafo | traverseTrafo | customFunction',
  preservingTrafos: 'preservingTrafo ("/" preservingTrafo)*',
  hierarchyTrafos: 'hierarchyTrafo ("/" hierarchyTrafo)*',
  aggregateTrafo: called('aggregate', listed('aggregateExpr')),
  aggregateExpr:
    '(aggrPathPrefix | aggrCastPath) nonprimAggWith aggregateFrom? asAlias | ' +
    'aggregatableExpW aggregateFrom? asAlias | aggregateCount aggregateFrom? asAlias | ' +
    'aggregateCustom (customFrom? asAlias)?',
  aggregatableExpr: 'commonExpr',
  aggregatableExpW:
    'aggregatableExpr aggregateWith | (aggrCastPath "/")? aggrPrimPath aggregateWith',
  aggrPathPrefix: '(aggrCastPath "/")? aggrPropPath',
  aggregateWith: "RWS 'with' RWS aggregateMethod",
  nonprimAggWith: "RWS 'with' RWS nonprimAggMethod",
  aggregateFrom: "RWS 'from' RWS groupingProperties aggregateWith aggregateFrom?",
  customFrom: "RWS 'from' RWS groupingProperties aggregateWith? customFrom?",
  aggregateMethod: "'sum' | 'min' | 'max' | 'average' | nonprimAggMethod",
  nonprimAggMethod: '\'countdistinct\' | namespace "." odataIdentifier',
  aggregateCount:
    '\'$count\' | (aggrCastPath "/")? aggrPrimPath count | (aggrPathPrefix | aggrCastPath) count',
  aggregateCustom: '((aggrPathPrefix | aggrCastPath) "/")? customAggregate',
  asAlias: "RWS 'as' RWS expressionAlias",
  aggrPropStep:
    '(complexProperty | complexColProperty | entityNavigationProperty | ' +
    'entityColNavigationProperty) ("/" aggrCastPath)?',
  aggrPropPath: 'aggrPropStep ("/" aggrPropPath)?',
  aggrPrimPath:
    'aggrPropStep "/" aggrPrimPath | primitiveProperty | primitiveColProperty | streamProperty',
  aggrCastPath: 'optionallyQualifiedComplexTypeName | optionallyQualifiedEntityTypeName',
  nestPropPath:
    '(complexProperty | complexColProperty) ' +
    '(("/" optionallyQualifiedComplexTypeName)? "/" nestPropPath)?',
  snglPropPath:
    '(complexProperty | entityNavigationProperty) (("/" aggrCastPath)? "/" snglPropPath)?',
  snglPrimPath:
    '(complexProperty | entityNavigationProperty) ("/" aggrCastPath)? "/" snglPrimPath | ' +
    'primitiveProperty | streamProperty',
  groupingProperty: '(aggrCastPath "/")? (snglPrimPath | snglPropPath)',
  groupingProperties: listed('groupingProperty'),
  collectionExpr: 'commonExpr',
  currCollectionExpr: "'$these' collectionPathExpr",
  computeTrafo: called('compute', listed('computeExpr')),
  computeExpr: 'commonExpr asAlias',
  bottomcountTrafo: ranked('bottomcount'),
  bottompercentTrafo: ranked('bottompercent'),
  bottomsumTrafo: ranked('bottomsum'),
  topcountTrafo: ranked('topcount'),
  toppercentTrafo: ranked('toppercent'),
  topsumTrafo: ranked('topsum'),
  concatTrafo: called('concat', 'applyExpr (BWS COMMA BWS applyExpr)+'),
  nestTrafo:
    `${called('nest', 'nestApplyExpr')} | ` +
    called('addnested', 'nestPath BWS COMMA BWS nestApplyExpr'),
  nestPath:
    '(aggrCastPath "/")? ((nestPropPath "/")? navigationProperty ' +
    '("/" optionallyQualifiedEntityTypeName)? | nestPropPath)',
  nestApplyExpr: listed('applyExpr asAlias'),
  joinTrafo: called('join', 'joinProperty asAlias (BWS COMMA BWS applyExpr)?'),
  outerjoinTrafo: called('outerjoin', 'joinProperty asAlias (BWS COMMA BWS applyExpr)?'),
  joinProperty:
    'complexColProperty | complexAnnotationInQuery | ' +
    'entityColNavigationProperty ("/" optionallyQualifiedEntityTypeName)? | entityAnnotationInQuery',
  ancestorsTrafo: `'ancestors' OPEN BWS ${RELATED}`,
  descendantsTrafo: `'descendants' OPEN BWS ${RELATED}`,
  traverseTrafo:
    "'traverse' OPEN BWS recHierReference BWS COMMA BWS ('preorder' | 'postorder') BWS " +
    `(COMMA BWS preservingTrafos BWS)? (COMMA BWS ${listed('orderbyItem')} BWS)? CLOSE`,
  recHierReference: 'rootExpr BWS COMMA BWS recHierQualifier BWS COMMA BWS recHierPropertyPath',
  recHierPropertyPath: '(aggrCastPath "/")? aggrPrimPath',
  filterTrafo: called('filter', 'boolCommonExpr'),
  searchTrafo: called('search', '(searchExpr | searchExpr-incomplete)'),
  groupbyTrafo: called('groupby', 'groupbyList (BWS COMMA BWS applyExpr)?'),
  groupbyList: `OPEN BWS ${listed('groupbyElement')} BWS CLOSE`,
  groupbyElement: 'groupingProperty | rollupLevels | rollupRecursive',
  rollupLevels: called('rollup', '(rollupUnnamedHier | rollupNamedHier)'),
  rollupRecursive:
    "'rolluprecursive' OPEN BWS recHierReference BWS (COMMA BWS hierarchyTrafos BWS)? CLOSE",
  rollupUnnamedHier: 'groupingProperty (BWS COMMA BWS groupingProperty)+',
  rollupNamedHier: 'odataIdentifier',
  identityTrafo: "'identity'",
  topTrafo: called('top', 'DIGIT+'),
  skipTrafo: called('skip', 'DIGIT+'),
  orderbyTrafo: `'orderby' OPEN ${listed('orderbyItem')} CLOSE`,
  customFunction:
    'namespace "." (entityColFunction | complexColFunction | primitiveColFunction) ' +
    'functionExprParameters',
  isdefinedExpr: called('isdefined', 'firstMemberExpr'),
  aggregateFunctionExpr:
    'aggregatableExpW aggregateFrom? | aggrPathPrefix nonprimAggWith aggregateFrom? | ' +
    'aggregateCount aggregateFrom? | aggregateCustom customFrom?',
} as const;

/** The options of OData Extension for Temporal Data. */
const TEMPORAL = {
  temporalOption: 'at-option | from | toInclusive | to',
  'at-option': '"$at" EQ temporalExpr',
  from: '"$from" EQ temporalExpr',
  to: '"$to" EQ temporalExpr',
  toInclusive: '"$toInclusive" EQ temporalExpr',
  temporalExpr: '("min" | "max") name-end | commonExpr',
} as const;

/** What the two extensions of the standard add to it: read, and refused where it would have a meaning. */
export const EXTENSIONS: Readonly<Record<string, string>> = { ...AGGREGATION, ...TEMPORAL };
