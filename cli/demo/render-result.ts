import { seconds } from '../../core/time/units.ts';
import type { DemoResult, FaultResult } from '../../demo/run/demo-result.ts';
import { countReadings, isComplete } from '../../demo/run/measure-influx.ts';
import { alignTable } from './align-table.ts';
import { renderBandwidth } from './render-bandwidth.ts';
import type { RenderContext } from './render-picture.ts';

/** The table at the end, and what else a sceptic would ask. */
export function renderResult(result: DemoResult, context: RenderContext): string {
  const { texts, formats, style } = context;
  const { result: t } = texts;
  const sections = [
    style('bold', t.heading(formats.count(result.faults.length), formats.decimal(result.seconds))),
    ...renderFaults(result.faults, context),
    '',
    ...renderFacts(result, context),
    '',
    ...renderBandwidth(result.bandwidth, context),
    '',
    ...renderInflux(result, context),
    ...renderFolder(result, context),
    ...renderVerdict(result, context),
  ];
  return sections.join('\n');
}

/** With less than this to spare, the demo's own devices answer late as well. */
const BUSY_IDLE_RATIO = 0.1;

export function renderVerdict(
  { isFine, faults, idleRatio }: Pick<DemoResult, 'isFine' | 'faults' | 'idleRatio'>,
  { texts, formats, style }: RenderContext,
): string[] {
  if (!isFine) {
    const idle = formats.decimal(idleRatio * 100);
    return [
      style(['red', 'bold'], texts.result.notFine),
      ...(idleRatio < BUSY_IDLE_RATIO ? [style('yellow', texts.result.wasBusy(idle))] : []),
    ];
  }
  const isShown = faults.some(({ verdict }) => verdict === 'found');
  return isShown ? [style(['green', 'bold'], texts.result.fine)] : [];
}

export function renderFaults(faults: readonly FaultResult[], context: RenderContext): string[] {
  const { texts, style } = context;
  if (faults.length === 0) return [texts.result.noFaults];
  const [heading = '', ...rows] = alignTable([
    texts.result.columns,
    ...faults.map((fault) => describeFault(fault, context)),
  ]);
  return [
    style('dim', heading),
    ...rows.map((row, index) => style(faults[index]?.verdict === 'found' ? 'green' : 'yellow', row)),
    ...faults.flatMap(({ number, amiss }) => amiss.map((what) => style('red', `  #${number} ${what}`))),
  ];
}

function describeFault(fault: FaultResult, { texts, formats }: RenderContext): string[] {
  const period = (fromMs: number | undefined, toMs: number | undefined) =>
    fromMs === undefined
      ? '-'
      : `${exactTime(fromMs, formats)} - ${toMs === undefined ? '' : exactTime(toMs, formats)}`;
  return [
    texts.kinds[fault.kind],
    fault.target,
    period(fault.truthFromMs, fault.truthToMs),
    period(fault.ledgerFromMs, fault.ledgerToMs),
    fault.worstErrorMs === undefined ? '-' : `${formats.decimal(fault.worstErrorMs / seconds(1))} s`,
    fault.shown.join(', ') || '-',
    `${formats.count(fault.found)}/${formats.count(fault.expected)}`,
    texts.result.verdicts[fault.verdict],
  ];
}

/** `10:32:05.4` */
export function exactTime(atMs: number, { time }: RenderContext['formats']): string {
  return `${time(atMs)}.${Math.floor((atMs % 1_000) / 100)}`;
}

function renderFacts(result: DemoResult, context: RenderContext): string[] {
  const {
    texts: { result: t },
    formats,
  } = context;
  const { incidents, cpu } = result;
  const percent = (cpuSeconds: number) => formats.decimal((100 * cpuSeconds) / Math.max(1, result.seconds));
  return [
    ...renderAgreement(result, context),
    t.work(
      formats.count(result.probes),
      formats.count(result.shortfall),
      percent(cpu.userSeconds + cpu.systemSeconds),
      percent(cpu.devicesSeconds),
    ),
    t.incidents(
      formats.count(incidents.outages),
      formats.count(incidents.opened),
      formats.count(incidents.unresolved),
    ),
    renderLedger(result, context),
  ];
}

export function renderLedger(
  { ledger }: Pick<DemoResult, 'ledger'>,
  { texts: { result: t }, formats, style }: RenderContext,
): string {
  return ledger.problems.length === 0
    ? t.ledgerFine(formats.count(ledger.rows))
    : style('red', t.ledgerBroken(ledger.problems.join('; ')));
}

/** How far the record agrees with the script. */
export function renderAgreement(
  result: Pick<DemoResult, 'edges' | 'unexpected' | 'standing' | 'coverage'>,
  { texts, formats, style }: RenderContext,
): string[] {
  const { result: t } = texts;
  const { edges, unexpected, standing, coverage } = result;
  const inSeconds = (ms: number) => formats.decimal(ms / seconds(1));
  return [
    edges.beyond > 0
      ? style('red', t.edgesBeyond(formats.count(edges.beyond)))
      : t.edges(formats.count(edges.count), inSeconds(edges.meanMs), inSeconds(edges.worstMs)),
    ...(edges.late > 0 ? [style('yellow', t.edgesLate(formats.count(edges.late)))] : []),
    unexpected.length === 0
      ? t.nothingUnexpected
      : style('red', t.unexpected(formats.count(unexpected.length))),
    ...unexpected
      .slice(0, 10)
      .map(({ entity, shows, state, reason = '', fromMs, toMs }) =>
        `  ${entity} ${shows} ${exactTime(fromMs, formats)} - ${toMs === undefined ? '' : exactTime(toMs, formats)} ${state} ${reason}`.trimEnd(),
      ),
    t.standing(formats.count(standing.found), formats.count(standing.expected)),
    t.coverage(inSeconds(coverage.coveredMs), inSeconds(coverage.periodMs)),
  ];
}

function renderInflux({ influx }: DemoResult, { texts, formats, style }: RenderContext): string[] {
  if (influx === undefined) return [];
  const { points, readings, queued } = influx;
  const stored = countReadings(points);
  const heading =
    queued > 0
      ? style('yellow', texts.result.queued(formats.count(queued)))
      : isComplete(influx)
        ? texts.result.points(formats.count(readings))
        : style('red', texts.result.notComplete(formats.count(stored), formats.count(readings)));
  const counts = Object.entries(points).map(([name, count]) => `${name} ${formats.count(count)}`);
  return [heading, `  ${counts.join(', ')}`, ''];
}

function renderFolder({ keptIn }: DemoResult, { texts, style }: RenderContext): string[] {
  const { result: t } = texts;
  return keptIn === undefined ? [style('dim', t.removed)] : [t.kept(keptIn), t.keptHint(keptIn)];
}
