import type { Draft, Report } from '../draft/draft.ts';

/** Codes of areas were reused: they must belong to the list that the settings name, and be used once at a time. */
export function checkAreaList(
  { settings, areas, areasYaml, listVersion, zone }: Draft,
  report: Report,
): void {
  const expected = settings?.city.areaList;
  if (expected !== undefined && listVersion !== undefined && listVersion !== expected) {
    const message = `expected ${expected}, the city.area_list of camwatch.yaml (a code means another area in another list), got ${JSON.stringify(listVersion)}`;
    report.problem(areasYaml.problem(['list_version'], message));
  }
  const byCode = Map.groupBy(areas.items, ({ code }) => code);
  for (const [code, [first, ...others]] of byCode) {
    for (const area of others) {
      if (!first || !overlap(first, area)) continue;
      const since = zone.renderInstant(area.validFromMs ?? 0);
      const when = area.validFromMs === undefined ? '' : ` from ${since}`;
      const message = `expected a code of its own${when}, got ${JSON.stringify(code)}, which is that of ${first.id}`;
      report.problem(areas.problem(area, 'code', message));
    }
  }
}

interface Period {
  readonly validFromMs?: number;
  readonly validToMs?: number;
}

function overlap(a: Period, b: Period): boolean {
  const begin = Math.max(
    a.validFromMs ?? Number.NEGATIVE_INFINITY,
    b.validFromMs ?? Number.NEGATIVE_INFINITY,
  );
  return begin < Math.min(a.validToMs ?? Number.POSITIVE_INFINITY, b.validToMs ?? Number.POSITIVE_INFINITY);
}
