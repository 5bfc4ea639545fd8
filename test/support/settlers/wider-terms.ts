import type { Draw } from './draw.ts';
import type { PlannedRow } from './world.ts';

/** Terms about what the first generation had no rows for: response, lines that are too small, and breaches in a row. */
export function drawWiderTerms(
  draw: Draw,
  rows: readonly PlannedRow[],
  { isObjected }: { readonly isObjected: boolean },
): readonly PlannedRow[] {
  return rows.map((row) => {
    if (row.kind !== 'contract' || row.id !== 'c' || !row.body) return row;
    const body = { ...Object(row.body) };
    return { ...row, body: { ...body, terms: widen(draw, { ...body.terms }, isObjected) } };
  });
}

type Terms = Readonly<Record<string, unknown>>;

function widen(draw: Draw, terms: Terms, isObjected: boolean): Terms {
  const response = draw.pick(['15m', '1m', { minor: '30m', critical: '1m' }, { major: '10m' }]);
  const restoration = draw.pick([{ normal: '12h' }, { minor: '6h', critical: '30m' }, { normal: '30m' }]);
  const wider: Terms = {
    ...terms,
    ...(draw.chance(0.7) && { response, restoration }),
    ...(draw.chance(0.6) && {
      saturation: { over: draw.pick(['90%', '50%', '95%']), for: draw.pick(['1d', '2d', '7d']) },
    }),
    ...(isObjected && { objection: '30d' }),
    ...(draw.chance(0.1) && { recording_retention: '30d' }),
  };
  const late = {
    per: 'incident and started hour beyond the response time',
    amount: draw.pick(['100001 VND', '1 VND']),
    ...(draw.chance(0.4) && { repeat: '50%' }),
    ...(draw.chance(0.3) && { cap: '1% of the monthly fee of the contract' }),
    ...(draw.chance(0.3) && { statutory_cap: '8% of the breached part' }),
  };
  const kind = draw.pick(['deductions', 'penalties', 'damages']);
  const isLate = wider.response !== undefined && draw.chance(0.7);
  return isLate ? { ...wider, [kind]: [...listOf(wider[kind]), late] } : wider;
}

function listOf(rules: unknown): readonly unknown[] {
  if (rules === undefined) return [];
  return Array.isArray(rules) ? rules : [rules];
}
