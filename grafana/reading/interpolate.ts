/** A variable of a dashboard with what is chosen. */
export interface Variable {
  readonly name: string;
  /** Several where the variable allows it. */
  readonly value: string | readonly string[];
  /** What stands for "all", unescaped, where the variable says so and all are chosen. */
  readonly allValue?: string;
}

export interface Interpolated {
  readonly text: string;
  /** Names that nothing knows, and formats that Grafana does not have: an error of the one who wrote the query. */
  readonly unresolved: readonly string[];
}

const REFERENCE = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.[^:^}]+)?(?::([^}]+))?\}/g;
/** What the back end replaces, and what Grafana knows by itself. */
const BUILT_IN = /^(__\w+|timeFilter|interval|tag_\w+|col|m|measurement|\d+)$/;
const ALL = '$__all';

/**
 * Replaces variables as Grafana's front end does for an InfluxDB data source (`templateSrv`, `InfluxDatasource`): a value
 * without a format is escaped only where it stands in a regular expression or is one of several, and what begins with a
 * digit not even there.
 */
export function interpolate(text: string, variables: readonly Variable[]): Interpolated {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const unresolved: string[] = [];
  const replaced = text.replace(
    REFERENCE,
    (reference, plain, bracketed, bracketFormat, braced, braceFormat) => {
      const name: string = plain ?? bracketed ?? braced;
      const format: string | undefined = bracketFormat ?? braceFormat;
      const variable = byName.get(name);
      if (variable === undefined) {
        if (!BUILT_IN.test(name)) unresolved.push(name);
        return reference;
      }
      if (variable.allValue !== undefined && variable.value === ALL) return variable.allValue;
      if (format === undefined) return usualFormat(variable, isInRegex(text, reference));
      const formatted = FORMATS[format]?.(listOf(variable.value));
      if (formatted === undefined) unresolved.push(`${name}:${format}`);
      return formatted ?? reference;
    },
  );
  return { text: replaced, unresolved };
}

const listOf = (value: Variable['value']): readonly string[] => (typeof value === 'string' ? [value] : value);

/** What a regular expression of JavaScript and of Go gives a meaning to. */
export const escapeRegex = (text: string): string => text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');

const FORMATS: Readonly<Record<string, (values: readonly string[]) => string>> = {
  regex: (values) => anyOf(values.map(escapeRegex)),
  pipe: (values) => values.join('|'),
  csv: (values) => values.join(','),
  raw: (values) => values.join(','),
  text: (values) => values.join(' + '),
  singlequote: (values) => values.map((value) => `'${value.replace(/'/g, "\\'")}'`).join(','),
  doublequote: (values) => values.map((value) => `"${value.replace(/"/g, '\\"')}"`).join(','),
};

const anyOf = (values: readonly string[]): string => {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? only : `(${values.join('|')})`;
};

function usualFormat({ value }: Variable, inRegex: boolean): string {
  if (typeof value !== 'string') return anyOf(value.map(escapeRegex));
  if (!Number.isNaN(Number.parseFloat(value))) return value;
  return inRegex ? escapeRegex(value) : value;
}

const isInRegex = (text: string, reference: string): boolean =>
  [...text.matchAll(/[=!]~\s*\/((?:\\.|[^/\\])*)\//g)].some(([, pattern]) => pattern?.includes(reference));
