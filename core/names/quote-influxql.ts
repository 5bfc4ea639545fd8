/** An identifier of InfluxQL: a name of a measurement, tag or field. */
export const quoteIdentifier = (name: string): string =>
  `"${name.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;

/** A string of InfluxQL. */
export const quoteString = (text: string): string =>
  `'${text.replace(/['\\]/g, '\\$&').replace(/\n/g, '\\n')}'`;

/** A regular expression of InfluxQL that one of `texts` matches whole, and nothing else does. */
export const exactlyOneOf = (texts: readonly string[]): string =>
  `/^(${texts.map((text) => text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&')).join('|')})$/`;
