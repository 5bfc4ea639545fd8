import { isRolledUp, RETENTION, SERIES, TRAFFIC_ROLL_UP } from '../../core/names/series.ts';
import { interpolate } from '../reading/interpolate.ts';
import { faultsOf, type Problem } from './problem.ts';
import { hasOpenOr, type ReadQuery, readQuery, type Source } from './read-query.ts';
import { isSign } from './tokens.ts';

/** A variable reference of any spelling. */
const REFERENCE = /\$\w|\$\{|\[\[/;
/** The words that the back end fills in; in a string or an expression they would be no variables either. */
const MACRO = /\$(timeFilter|__interval_ms|__interval|interval)\b/g;

/** Rules that hold for every query, of panels, variables, annotations and alert rules alike. */
export function lintQuery(
  where: string,
  query: string,
  variableNames: readonly string[],
): readonly Problem[] {
  const fault = faultsOf(where);
  const read = readQuery(query);
  const problems: Problem[] = [];

  const { unresolved } = interpolate(
    query,
    variableNames.map((name) => ({ name, value: 'x' })),
  );
  for (const name of unresolved) {
    const known = variableNames.length > 0 ? `one of ${variableNames.join(', ')}` : 'no variable';
    problems.push(fault('unresolved', known, `"${name}" in ${query}`));
  }

  const end = read.tokens.findIndex((token) => isSign(token, ';'));
  if (end >= 0 && end < read.tokens.length - 1)
    problems.push(fault('one-statement', 'one statement, since the second is dropped', query));

  const leaves = read.tokens.filter(({ kind, text }) => kind === 'word' && text === '$timeFilter').length;
  if (read.isSelect && leaves < Math.max(1, read.sources.length))
    problems.push(fault('time-filter', 'every measurement read within $timeFilter', query));

  if (hasOpenOr(read.tokens)) problems.push(fault('or-parens', 'OR inside parentheses', query));

  for (const { kind, text } of read.tokens) {
    const holdsVariable = REFERENCE.test(text.replaceAll(MACRO, ''));
    if (kind === 'string' && holdsVariable)
      problems.push(fault('var-in-quotes', 'a variable in =~ /^${name:regex}$/, where it is escaped', text));
    if (kind === 'regex' && holdsVariable && !/^\/\^.*\$\/$/.test(text))
      problems.push(fault('regex-anchors', 'the expression anchored as /^…$/', text));
  }
  return [...problems, ...lintNames(where, read)];
}

/** Measurements, policies, tags and fields that the collector writes nowhere. */
function lintNames(where: string, read: ReadQuery): readonly Problem[] {
  const fault = faultsOf(where);
  const problems: Problem[] = [];
  const known = new Set(['time', ...read.aliases]);
  for (const { policy, measurement } of read.sources) {
    const all = namesIn({ ...(policy !== undefined && { policy }), measurement });
    if (all === undefined) {
      problems.push(
        fault(
          'measurement',
          'a measurement of core/names/series.ts in its policy',
          nameOf(policy, measurement),
        ),
      );
    } else for (const name of all) known.add(name);
  }
  if (problems.length > 0 || read.sources.length === 0) return problems;
  for (const name of read.names) {
    if (known.has(name)) continue;
    const sources = read.sources.map(({ policy, measurement }) => nameOf(policy, measurement)).join(', ');
    problems.push(fault('name', `a tag or field of ${sources}`, `"${name}"`));
  }
  return problems;
}

const nameOf = (policy: string | undefined, measurement: string): string =>
  policy === undefined ? `"${measurement}" without a policy` : `"${policy}"."${measurement}"`;

/** Tags and fields of a measurement in a policy, where something is written there. */
function namesIn({ policy, measurement }: Source): readonly string[] | undefined {
  const same = Object.entries(SERIES).filter(([, series]) => series.measurement === measurement);
  const own = same.find(([, { retention }]) => policy === RETENTION[retention].name);
  const rolledUp = same.find(([name]) => isRolledUp(name) && policy === RETENTION.long.name);
  const [name, series] = own ?? rolledUp ?? [];
  if (series === undefined) return undefined;
  const fields = Object.keys(own === undefined && name === 'traffic' ? TRAFFIC_ROLL_UP : series.fields);
  return [...series.tags, ...fields];
}
