import { Temporal } from 'temporal-polyfill';
import type { CoverageGap } from '../../availability/timelines/coverage-gaps.ts';
import type { Outage } from '../../availability/timelines/outages.ts';
import type { History } from '../../availability/timelines/read-history.ts';
import type { RecordedChange } from '../../ledger/record/changes.ts';

/** A history as a page of text, in local time. Colours come in by `style`. */
export function renderHistory(
  { entity, name, period, before, changes, outages, gaps, imported }: History,
  timeZone: string,
  style: (style: 'bold' | 'dim' | 'red' | 'green' | 'yellow', text: string) => string,
): string {
  const at = (atMs: number) => renderLocal(atMs, timeZone);
  const colour = (change: RecordedChange) => style(COLOURS[change.state], change.state.padEnd(8));
  const renderChange = (change: RecordedChange) => {
    const { atMs, afterMs, indicator, reason = '', seq, corrects, evidence } = change;
    const edge = atMs > afterMs ? `last contrary probe ${renderSpan(atMs - afterMs)} before` : '';
    const reported = typeof evidence?.reported === 'string' ? `"${evidence.reported}"` : '';
    const details = [
      reason,
      reported,
      edge,
      corrects === undefined ? '' : `corrects row ${corrects}`,
      `row ${seq}`,
    ];
    return `  ${at(atMs)}  ${indicator.padEnd(9)} ${colour(change)} ${style('dim', list(details))}`;
  };
  return [
    style('bold', name === undefined ? entity : `${entity}  ${name}`),
    `${at(period.fromMs)} to ${at(period.toMs)}, ${timeZone}`,
    '',
    style('bold', 'Changes'),
    ...before.map((change) => `${renderChange(change)} ${style('dim', '(in force at the beginning)')}`),
    ...orNone(changes.map(renderChange), before.length),
    '',
    style('bold', 'Outages'),
    ...orNone(outages.map((outage) => renderOutage(outage, at))),
    '',
    style('bold', 'Not watched'),
    ...orNone(gaps.map((gap) => renderGap(gap, at))),
    ...imported.flatMap(({ source, indicator, coverage, changes: theirs }) => [
      '',
      style('bold', `Imported from ${source}: counts only where nothing was measured`),
      ...coverage.map(({ fromMs, toMs }) => `  ${at(fromMs)} to ${at(toMs)}  ${indicator} vouched for`),
      ...theirs.map(renderChange),
    ]),
  ].join('\n');
}

/** ISO 8601 with the offset of the zone, to the millisecond: the same instant on every machine. */
export function renderIso(atMs: number, timeZone: string): string {
  return zonedAt(atMs, timeZone).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
}

const COLOURS = { up: 'green', degraded: 'yellow', down: 'red', unknown: 'dim' } as const;

function renderOutage(
  { indicator, fromMs, afterMs, toMs, untilAfterMs, reason }: Outage,
  at: (atMs: number) => string,
): string {
  // Where nothing was known before, the first proof bounds nothing.
  const begin =
    afterMs < fromMs
      ? `began at most ${renderSpan(fromMs - afterMs)} earlier`
      : 'began at an unknown time before';
  if (toMs === undefined) return `  ${at(fromMs)} until now  ${indicator}  ${list([reason, begin])}`;
  const end = `ended at most ${renderSpan(toMs - (untilAfterMs ?? toMs))} earlier`;
  const length = renderSpan(toMs - fromMs);
  return `  ${at(fromMs)} to ${at(toMs)}  ${indicator}  ${list([length, reason, begin, end])}`;
}

function renderGap(
  { indicators = [], fromMs, toMs, reason }: CoverageGap,
  at: (atMs: number) => string,
): string {
  return `  ${at(fromMs)} to ${at(toMs)}  ${list([...indicators, renderSpan(toMs - fromMs), reason])}`;
}

const orNone = (lines: readonly string[], others = 0): readonly string[] =>
  lines.length + others > 0 ? lines : ['  none'];

const list = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/** `2h 05m 10s`, `12.5s`: no longer than it has to be. */
export function renderSpan(spanMs: number): string {
  const seconds = Math.floor(spanMs / 1_000);
  if (seconds < 60) return `${spanMs / 1_000}s`;
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}h ${pad(minutes)}m ${pad(seconds % 60)}s` : `${minutes}m ${pad(seconds % 60)}s`;
}

function renderLocal(atMs: number, timeZone: string): string {
  const local = zonedAt(atMs, timeZone).toPlainDateTime();
  return local.toString({ fractionalSecondDigits: 3 }).replace('T', ' ');
}

function zonedAt(atMs: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
}
