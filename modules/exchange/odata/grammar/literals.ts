/** Values as they stand in addresses (…Literal) and in bodies (…Value). */
const NUMBERS = {
  nanInfinity: "('NaN' | '-INF' | 'INF') name-end",
  decimalLiteral: 'SIGN? DIGIT+ ("." DIGIT+)? ("e" SIGN? DIGIT+)? | nanInfinity',
  decimalValue: '<+\\->? DIGIT+ ("." DIGIT+)? ("e" <+\\->? DIGIT+)? | nanInfinity',
  doubleLiteral: 'decimalLiteral',
  doubleValue: 'decimalValue',
  singleLiteral: 'decimalLiteral',
  singleValue: 'decimalValue',
  byte: 'DIGIT{1,3}',
  byteValue: 'byte',
  sbyteLiteral: 'SIGN? DIGIT{1,3}',
  sbyteValue: '<+\\->? DIGIT{1,3}',
  int16Literal: 'SIGN? DIGIT{1,5}',
  int16Value: '<+\\->? DIGIT{1,5}',
  int32Literal: 'SIGN? DIGIT{1,10}',
  int32Value: '<+\\->? DIGIT{1,10}',
  int64Literal: 'SIGN? DIGIT{1,19}',
  int64Value: '<+\\->? DIGIT{1,19}',
} as const;

const TIMES = {
  year: '"-"? ("0" DIGIT{3} | oneToNine DIGIT DIGIT DIGIT+)',
  month: '"0" oneToNine | "1" <0-2>',
  day: '"0" oneToNine | <12> DIGIT | "3" <01>',
  hour: '<01> DIGIT | "2" <0-3>',
  minute: 'zeroToFiftyNine',
  second: 'zeroToFiftyNine | "60"',
  fractionalSeconds: 'DIGIT{1,12}',
  date: 'year "-" month "-" day',
  dateValue: 'date',
  timeOfDayLiteral: 'hour COLON minute (COLON second ("." fractionalSeconds)?)?',
  timeOfDayValue: 'hour ":" minute (":" second ("." fractionalSeconds)?)?',
  dateTimeOffsetLiteral: 'date "T" timeOfDayLiteral ("Z" | SIGN hour COLON minute)',
  dateTimeOffsetValue: 'date "T" timeOfDayValue ("Z" | <+\\-> hour ":" minute)',
  durationLiteral: '"duration"? SQUOTE durationValue SQUOTE',
  durationValue:
    '"-"? "P" (DIGIT+ "D")? ("T" (DIGIT+ "H")? (DIGIT+ "M")? (DIGIT+ ("." DIGIT+)? "S")?)?',
} as const;

const PLACES = {
  sridLiteral: '"SRID" EQ DIGIT{1,5} SEMI',
  positionLiteral: 'doubleValue SP doubleValue (SP doubleValue)? (SP doubleValue)?',
  pointData: 'OPEN positionLiteral CLOSE',
  lineStringData: 'OPEN positionLiteral (COMMA positionLiteral)+ CLOSE',
  ringLiteral: 'OPEN positionLiteral (COMMA positionLiteral)* CLOSE',
  polygonData: 'OPEN ringLiteral (COMMA ringLiteral)* CLOSE',
  pointLiteral: '"Point" pointData',
  lineStringLiteral: '"LineString" lineStringData',
  polygonLiteral: '"Polygon" polygonData',
  multiPointLiteral: '"MultiPoint(" (pointData (COMMA pointData)*)? CLOSE',
  multiLineStringLiteral: '"MultiLineString(" (lineStringData (COMMA lineStringData)*)? CLOSE',
  multiPolygonLiteral: '"MultiPolygon(" (polygonData (COMMA polygonData)*)? CLOSE',
  collectionLiteral: '"GeometryCollection(" geoLiteral (COMMA geoLiteral)* CLOSE',
  geoLiteral:
    'collectionLiteral | lineStringLiteral | multiPointLiteral | multiLineStringLiteral | ' +
    'multiPolygonLiteral | pointLiteral | polygonLiteral',
} as const;

const SHAPES = [
  'Collection',
  'LineString',
  'MultiLineString',
  'MultiPoint',
  'MultiPolygon',
  'Point',
  'Polygon',
] as const;

/** Of each shape: its text, and as a place on the earth and on a plane. */
const SHAPE_RULES = Object.fromEntries(
  SHAPES.flatMap((shape) => {
    const full = `full${shape}Literal`;
    const own = `${shape.charAt(0).toLowerCase()}${shape.slice(1)}Literal`;
    return [
      [full, `sridLiteral ${own}`],
      [`geography${shape}`, `geographyPrefix SQUOTE ${full} SQUOTE`],
      [`geometry${shape}`, `geometryPrefix SQUOTE ${full} SQUOTE`],
    ];
  }),
);

const shapesOf = (prefix: string, suffix = '') =>
  SHAPES.map((shape) => `${prefix}${shape}${suffix}`).join(' | ');

/** Names that rules had in an earlier edition of the grammar, where the newest has others. */
const FORMER_NAMES = {
  nullValue: 'null',
  binary: 'binaryLiteral',
  string: 'stringLiteral',
  duration: 'durationLiteral',
  enum: 'enumLiteral',
  enumMemberValue: 'int64Value',
  timeOfDayValueInUrl: 'timeOfDayLiteral',
  dateTimeOffsetValueInUrl: 'date "T" timeOfDayLiteral ("Z" | (SIGN | "+") hour COLON minute)',
  entityid: '("OData-")? "EntityID:" OWS IRI-in-header',
  stringInJSON: 'stringInUrl',
} as const;

export const LITERALS: Readonly<Record<string, string>> = {
  ...NUMBERS,
  ...TIMES,
  ...PLACES,
  ...SHAPE_RULES,
  ...FORMER_NAMES,
  null: "'null' name-end",
  boolean: '("true" | "false") name-end',
  booleanValue: "('true' | 'false') name-end",
  guid: 'HEXDIG{8} "-" HEXDIG{4} "-" HEXDIG{4} "-" HEXDIG{4} "-" HEXDIG{12}',
  guidValue: 'guid',
  base64char: '<A-Za-z0-9\\-_>',
  base64b16: 'base64char{2} <AEIMQUYcgkosw048> "="?',
  base64b8: 'base64char <AQgw> "=="?',
  binaryValue: '(base64char{4})* (base64b16 | base64b8)?',
  binaryLiteral: '"binary" SQUOTE binaryValue SQUOTE',
  stringLiteral: 'SQUOTE (SQUOTE-in-string | pchar-no-SQUOTE)* SQUOTE',
  'SQUOTE-in-string': 'SQUOTE SQUOTE',
  stringValue: "<'> (<'> <'> | <\\x00-\\x26\\x28-\\xff>)* <'>",
  singleEnumLiteral: 'enumerationMember | int64Literal',
  enumLiteral: 'qualifiedEnumTypeName? SQUOTE singleEnumLiteral (COMMA singleEnumLiteral)* SQUOTE',
  singleEnumValue: 'enumerationMember | int64Value',
  enumValue: 'singleEnumValue ("," singleEnumValue)*',
  primitiveLiteral:
    'null | boolean | guid | dateTimeOffsetLiteral | date | timeOfDayLiteral | decimalLiteral | ' +
    'stringLiteral | durationLiteral | enumLiteral | binaryLiteral | ' +
    `&"geo" (${shapesOf('geography')} | ${shapesOf('geometry')})`,
  primitiveValue:
    'booleanValue | guid | durationValue | dateTimeOffsetValue | date | timeOfDayValue | enumValue | ' +
    `${shapesOf('full', 'Literal')} | decimalValue | binaryValue`,
};
