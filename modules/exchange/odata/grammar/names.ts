/** What the names of a model are; each may be bound to a list of those that there are. */
const IDENTIFIERS = [
  'entitySetName singletonEntity entityTypeName complexTypeName typeDefinitionName',
  'enumerationTypeName enumerationMember termName namespacePart annotationQualifier',
  'primitiveKeyProperty primitiveNonKeyProperty primitiveColProperty complexProperty',
  'complexColProperty streamProperty entityNavigationProperty entityColNavigationProperty',
  'keyPropertyAlias parameterName computedProperty lambdaVariableExpr action actionImport',
  'entityFunction entityColFunction complexFunction complexColFunction primitiveFunction',
  'primitiveColFunction entityFunctionImport entityColFunctionImport complexFunctionImport',
  'complexColFunctionImport primitiveFunctionImport primitiveColFunctionImport',
  'customAggregate expressionAlias recHierQualifier',
].flatMap((names) => names.split(' '));

const PRIMITIVE_TYPES = [
  'Binary Boolean Byte DateTimeOffset Date Decimal Double Duration Guid Int16 Int32 Int64',
  'SByte Single Stream String TimeOfDay',
].flatMap((names) => names.split(' '));

export const NAMES: Readonly<Record<string, string>> = {
  odataIdentifier: '<A-Za-z_> <A-Za-z0-9_>{0,127}',
  ...Object.fromEntries(IDENTIFIERS.map((name) => [name, 'odataIdentifier'])),
  namespace: 'namespacePart ("." namespacePart &".")*',
  navigationProperty: 'entityNavigationProperty | entityColNavigationProperty',
  primitiveProperty: 'primitiveKeyProperty | primitiveNonKeyProperty | customAggregate',
  function:
    'entityFunction | entityColFunction | complexFunction | complexColFunction | ' +
    'primitiveFunction | primitiveColFunction',
  parameterNames: 'parameterName (COMMA parameterName)*',
  parameterAlias: 'AT odataIdentifier',
  qualifiedEntityTypeName: 'namespace "." entityTypeName',
  qualifiedComplexTypeName: 'namespace "." complexTypeName',
  qualifiedTypeDefinitionName: 'namespace "." typeDefinitionName',
  qualifiedEnumTypeName: 'namespace "." enumerationTypeName',
  optionallyQualifiedEntityTypeName: '(namespace ".")? entityTypeName',
  optionallyQualifiedComplexTypeName: '(namespace ".")? complexTypeName',
  optionallyQualifiedActionName: '(namespace ".")? action',
  optionallyQualifiedFunctionName: '(namespace ".")? function (OPEN parameterNames CLOSE)?',
  qualifiedActionName: 'namespace "." action',
  qualifiedFunctionName: 'namespace "." function ("(" parameterName ("," parameterName)* ")")?',
  primitiveTypeName:
    `'Edm.' (${PRIMITIVE_TYPES.map((name) => `'${name}'`).join(' | ')} | ` +
    'abstractSpatialTypeName concreteSpatialTypeName?)',
  singleQualifiedTypeName:
    'primitiveTypeName name-end | qualifiedEntityTypeName | qualifiedComplexTypeName | ' +
    'qualifiedTypeDefinitionName | qualifiedEnumTypeName',
  singleTypeName: 'entityTypeName | complexTypeName | typeDefinitionName | enumerationTypeName',
  qualifiedTypeName: "'Collection' OPEN singleQualifiedTypeName CLOSE | singleQualifiedTypeName",
  optionallyQualifiedTypeName:
    "'Collection' OPEN (singleQualifiedTypeName | singleTypeName) CLOSE | " +
    'singleQualifiedTypeName | singleTypeName',
  annotationInQuery: 'AT (namespace ".")? termName (HASH annotationQualifier)?',
  annotationInFragment: 'AT (namespace ".")? termName ("#" annotationQualifier)?',
  complexAnnotationInQuery: 'annotationInQuery',
  entityAnnotationInQuery: 'annotationInQuery',
  primitiveAnnotationInQuery: 'annotationInQuery',
  primitiveColAnnotationInQuery: 'annotationInQuery',
  complexAnnotationInFragment: 'annotationInFragment',
  entityAnnotationInFragment: 'annotationInFragment',
};
