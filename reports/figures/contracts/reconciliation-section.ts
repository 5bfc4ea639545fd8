import { addInto, emptyStateMs, OUT } from '../../../availability/timelines/state-ms.ts';
import type { Tally } from '../../../availability/window/tally.ts';
import type { ReconciliationFigures } from '../document/measured-figures.ts';
import { tablesOf } from '../measured/add-cells.ts';
import type { LanePeriod } from '../measured/contract-lanes.ts';
import type { ContractRegions, PeriodRegion } from './contract-regions.ts';
import type { FiledStatement } from './filed-statements.ts';
import { type ReconciledPeriod, type ReconciliationTable, reconcile } from './reconcile.ts';

/** A table for every indicator and kind that a contract counts; that of cameras that can be reached comes first. */
export function buildReconciliation(
  tally: Tally,
  regions: ContractRegions,
  filed: ReadonlyMap<LanePeriod, FiledStatement>,
): ReconciliationFigures | undefined {
  const periods = regions.periods();
  const tables = [...tablesOf(tally.cells())].flatMap(({ indicator, kind, cells }): ReconciliationTable[] => {
    const own = periods.filter((region) => region.indicator === indicator && region.kind === kind);
    const isFirst = indicator === 'reach' && kind === 'camera';
    if (own.length === 0 && !isFirst) return [];
    const annual = emptyStateMs();
    for (const { months } of cells) for (const { stateMs } of months) addInto(annual, stateMs);
    // Only what is in service is in statements.
    annual[OUT] = 0;
    return [
      reconcile({
        indicator,
        kind,
        annual,
        periods: own.map((region) => reconciledPeriod(region, filed.get(region.period))),
        rest: (name) => regions.rest(name, indicator, kind),
      }),
    ];
  });
  const [first, ...others] = tables.toSorted((a, b) => Number(isMain(b)) - Number(isMain(a)));
  return (
    first && {
      ...first,
      others: others.map((table) => ({ id: `${table.indicator}:${table.kind}`, ...table })),
    }
  );
}

const isMain = ({ indicator, kind }: ReconciliationTable) => indicator === 'reach' && kind === 'camera';

function reconciledPeriod(region: PeriodRegion, statement: FiledStatement | undefined): ReconciledPeriod {
  const { extent } = region.period;
  if (!statement) return { region, extent, state: 'none' };
  const { state, latest, issued } = statement;
  const isOwn = (one: { readonly indicator: string; readonly kind: string }) =>
    one.indicator === region.indicator && one.kind === region.kind;
  const own = latest.digests.find(isOwn);
  const first = issued?.digests.find(isOwn);
  return {
    region,
    extent,
    state,
    latest: own ?? NOTHING,
    ...(issued && { issued: first ?? NOTHING }),
  };
}

/** A statement that says nothing of them, since they were not under the contract by what was known. */
const NOTHING = { classMs: new Map(), entities: new Set<never>() };
