import type { SlaAnswer } from '../../contracts/answers/answer.ts';
import { coverageOf, type SlaRow } from '../../contracts/answers/sla-row.ts';
import { type Fraction, renderFraction, truncateToPpm } from '../../contracts/sla/fraction.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { type Language, NUMERALS } from '../../core/language/language.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { hours } from '../../core/time/units.ts';
import { renderIso } from '../print/render-history.ts';
import type { Terminal } from '../shell/terminal.ts';
import { EN as en, type SlaTexts } from './texts-en.ts';
import { VI as vi } from './texts-vi.ts';

const slaTexts = inLanguage({ en, vi });

/** A table for people. Percentages are cut off, never rounded up. */
export function renderAnswer(answer: SlaAnswer, language: Language, style: Terminal['style']): string {
  const texts = slaTexts(language);
  const { by, indicator, timeZone, period, counted, before, rows, total, found, source } = answer;
  const write = createWriter(language);
  const isSettled = by === 'contract';
  const { headings, settledHeadings } = texts;
  const head = [
    texts.groups[by],
    headings.entities,
    headings.availability,
    headings.bounds,
    headings.coverage,
    headings.down,
    headings.unknown,
    ...(isSettled ? [settledHeadings.excused, settledHeadings.others] : []),
    headings.change,
    ...(isSettled ? [settledHeadings.state] : []),
  ];
  const cells = (row: SlaRow, name: string) => [
    name,
    write.count(row.entities),
    write.percent(row),
    bounds(row, write),
    write.percent(coverageOf(row)),
    texts.hours(write.hours(row.sums.down)),
    texts.hours(write.hours(row.sums.unknown)),
    ...(isSettled
      ? [texts.hours(write.hours(row.sums.excused)), texts.hours(write.hours(row.sums.others))]
      : []),
    write.points(row.changePpm),
    ...(row.state === undefined ? [] : [renderState(row, texts)]),
  ];
  const nameOf = ({ id, name }: SlaRow) =>
    id === 'none' ? texts.none : name === undefined ? id : `${name} (${id})`;
  const table = alignRows(
    [head, ...rows.map((row) => cells(row, nameOf(row))), cells(total, texts.all)],
    new Set(head.keys().filter((column) => column > 0 && column < 10)),
  );
  const isCutOff = counted.toMs < period.toMs;
  const intervalsMs = source?.fromIntervals.reduce((sumMs, { fromMs, toMs }) => sumMs + (toMs - fromMs), 0);
  return [
    style('bold', texts.title(indicator, texts.groups[by], `${period.label} (${timeZone})`)),
    ...(rows.length === 0 ? [texts.nothing] : table),
    '',
    ...(rows.length < found ? [texts.worst(write.count(rows.length), write.count(found))] : []),
    ...(isCutOff ? [texts.cutOff(renderIso(counted.toMs, timeZone))] : []),
    before ? texts.before(before.label, isCutOff && !isSettled) : texts.nothingBefore,
    isSettled ? texts.settled : texts.measured,
    ...rows.filter(isOutdated).map((row) => renderOutdated(row, write, texts)),
    ...(source && intervalsMs !== undefined
      ? [texts.source(write.count(source.daysFromSums), texts.hours(write.hours(intervalsMs)))]
      : []),
  ].join('\n');
}

const isOutdated = ({ statement }: SlaRow) => statement?.outcome === 'differs-from-issued';

function renderState({ state = 'provisional', statement }: SlaRow, texts: SlaTexts): string {
  const text = texts.states[state](String(statement?.number ?? 0));
  return statement ? [text, ...(statement.outcome === 'as-issued' ? [] : [texts.differs])].join('; ') : text;
}

function renderOutdated(row: SlaRow, write: Writer, texts: SlaTexts): string {
  const { id = '', now = row } = row.statement ?? {};
  return texts.outdated(id, write.percent(row), write.percent(now));
}

type Writer = ReturnType<typeof createWriter>;

function createWriter(language: Language) {
  const { locale, point } = NUMERALS[language];
  const integers = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const points = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
    signDisplay: 'exceptZero',
  });
  return {
    count: (value: number) => integers.format(value),
    hours: (ms: number) => tenths.format(ms / hours(1)),
    points: (ppm: number | undefined) => (ppm === undefined ? '–' : points.format(ppm / 10_000)),
    percent: (fraction: Fraction) => {
      const text = renderFraction(fraction);
      return text === undefined ? '–' : `${text.replace('.', point)} %`;
    },
  };
}

function bounds({ lowGoodMs, highGoodMs, boundsCountedMs: countedMs }: SlaRow, write: Writer): string {
  if (countedMs === 0) return '–';
  return `${write.percent({ goodMs: lowGoodMs, countedMs })} – ${write.percent({ goodMs: highGoodMs, countedMs })}`;
}

/** Rows for a spreadsheet: exact milliseconds, and percentages cut off at four decimals. The total comes last, as `*`. */
export function answerRows({ by, rows, total, period }: SlaAnswer): readonly (readonly string[])[] {
  const head = [
    ...['by', 'id', 'name', 'period', 'entities', 'availability_percent', 'low_percent', 'high_percent'],
    ...['coverage_percent', 'good_ms', 'counted_ms', 'up_ms', 'degraded_ms', 'down_ms', 'unknown_ms'],
    ...['excused_ms', 'others_ms', 'out_of_service_ms', 'change_points', 'state'],
    ...['statement', 'statement_number', 'statement_outcome', 'availability_now_percent'],
  ];
  const list = [...rows, { ...total, id: '*' }].map((row) => {
    const { sums, boundsCountedMs: countedMs } = row;
    return [
      by,
      row.id,
      row.name ?? '',
      period.label,
      String(row.entities),
      renderFraction(row) ?? '',
      renderFraction({ goodMs: row.lowGoodMs, countedMs }) ?? '',
      renderFraction({ goodMs: row.highGoodMs, countedMs }) ?? '',
      renderFraction(coverageOf(row)) ?? '',
      ...[row.goodMs, row.countedMs, sums.up, sums.degraded, sums.down, sums.unknown].map(String),
      ...[sums.excused, sums.others, sums['out-of-service']].map(String),
      row.changePpm === undefined ? '' : String(row.changePpm / 10_000),
      row.state ?? 'measured',
      ...statementCells(row),
    ];
  });
  return [head, ...list];
}

function statementCells({ statement }: SlaRow): readonly string[] {
  if (!statement) return ['', '', '', ''];
  const { id, number, outcome, now } = statement;
  return [id, String(number), outcome, renderFraction(now) ?? ''];
}

export function answerJson(answer: SlaAnswer) {
  const { by, indicator, timeZone, period, counted, before, rows, total, found, source } = answer;
  const at = (atMs: number) => renderIso(atMs, timeZone);
  const rowOf = ({ changePpm, statement, ...row }: SlaRow) => ({
    ...row,
    availabilityPpm: truncateToPpm(row),
    lowPpm: truncateToPpm({ goodMs: row.lowGoodMs, countedMs: row.boundsCountedMs }),
    highPpm: truncateToPpm({ goodMs: row.highGoodMs, countedMs: row.boundsCountedMs }),
    coveragePpm: truncateToPpm(coverageOf(row)),
    changePpm,
    ...(statement && {
      statement: {
        ...statement,
        now: { ...statement.now, availabilityPpm: truncateToPpm(statement.now) },
      },
    }),
  });
  const { id: _, ...all } = rowOf(total);
  return {
    figures: by === 'contract' ? 'settled' : 'measured',
    by,
    indicator,
    timeZone,
    period: period.label,
    from: at(counted.fromMs),
    to: at(counted.toMs),
    before: before && { period: before.label, from: at(before.fromMs), to: at(before.toMs) },
    rows: rows.map(rowOf),
    all,
    found,
    ...(source && {
      source: {
        daysFromSums: source.daysFromSums,
        fromIntervals: source.fromIntervals.map(({ fromMs, toMs }) => ({ from: at(fromMs), to: at(toMs) })),
      },
    }),
  };
}
