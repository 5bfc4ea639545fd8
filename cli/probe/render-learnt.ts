import type { ProbeResult } from '../../collector/diagnosis/result.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { RenderContext } from './render-context.ts';
import { renderIdentity } from './render-identity.ts';
import { type ReportRow, renderReport } from './render-report.ts';

/** Everything that the device told of itself, beside what the inventory says. */
export function renderLearnt(
  { identity, looks, isInventoried }: Pick<ProbeResult, 'identity' | 'looks' | 'isInventoried'>,
  context: RenderContext,
): readonly string[] {
  const { texts, style } = context;
  const own = identity.map((row) => renderIdentity(row, isInventoried, context));
  const remarks = alignRows(own.map(([, found, remark]) => [found, remark]));
  const rows = [
    ...own.map(([name], index) => [name, remarks[index] ?? '']),
    ...onceEach(looks.flatMap((look) => renderReport(look, context))).map(([name, found, by]) => [
      name,
      `${found} ${by}`,
    ]),
  ];
  if (rows.length === 0) return [];
  return [style('bold', texts.headings.learnt), ...alignRows(rows).map((line) => `  ${line}`), ''];
}

/** Two checks by one prober ask some of the same: the first answer is enough. */
function onceEach(rows: readonly ReportRow[]): readonly ReportRow[] {
  const seen = new Set<string>();
  return rows.filter(([name, found, by, isOne]) => {
    const key = isOne ? `${name} ${by}` : `${name} ${by} ${found}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
