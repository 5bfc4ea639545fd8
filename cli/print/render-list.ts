import type { Listed, ListResult } from '../../contracts/actions/list-on-record.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { CityScope } from './city-scope.ts';
import { renderDecisionFindings } from './render-findings.ts';

/** A list as a table, and below it what is worth a look before figures are agreed on. */
export function renderList<Item extends Listed>(
  { items, findings }: ListResult<Item>,
  { wording }: CityScope,
  head: readonly string[],
  toRow: (item: Item) => readonly string[],
): readonly string[] {
  const { texts, zoneLine } = wording;
  const table = items.length === 0 ? [texts.none] : alignRows([head, ...items.map(toRow)], new Set([0]));
  return [...table, zoneLine, ...renderDecisionFindings(findings, wording)];
}

/** The findings of a list with their instants in ISO 8601. */
export const findingsToJson = ({ findings }: Pick<ListResult<Listed>, 'findings'>, { iso }: CityScope) =>
  findings.map(({ atMs, ...finding }) => ({ at: iso(atMs), ...finding }));
