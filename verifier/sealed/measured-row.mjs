import { canonicalJson } from './canonical.mjs';

/** docs/ledger.md, "Rows of collectors": which of the rows that a collector wrote are measurements, so that figures are made from them. */

/** What a calendar has. */
const LAST_MS = 8_640_000_000_000_000;
const TRAFFIC_BINS = 101;

// Half a character, or a NUL, is in no text of a store; in the body of a row they are written out.
const isText = (value) => typeof value === 'string' && !/[\0\ud800-\udfff]/u.test(value);
const isName = (value) => isText(value) && value !== '';
const isWhole = (value) => Number.isSafeInteger(value);
const isCount = (value) => isWhole(value) && value >= 0;
const isAmount = (value) => isWhole(value) && value > 0;
const isOneOf = (words) => (value) => words.split(' ').includes(value);
export const isInstant = (value) => isWhole(value) && Math.abs(value) <= LAST_MS;

const isDate = (value) =>
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);

const isEvidence = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(
    (said) =>
      ['string', 'boolean', 'number'].includes(typeof said) ||
      (Array.isArray(said) && said.every((text) => typeof text === 'string')),
  );

const OF_RUN = { author: isName, source: isName, run: isName };
const OF_ROW = { table: isName, seq: isAmount, v: isAmount, recorded_ms: isInstant, salt: isSalt };

/** Columns that a row has, each with what may stand there, and those that it may lack. */
const ROWS = {
  change: {
    ...OF_RUN,
    source_seq: isWhole,
    entity: (value) => isText(value) && /^(?:device|link):./s.test(value),
    indicator: isOneOf('reach service stream image recording capacity'),
    origin: isOneOf('measured'),
    after_ms: isInstant,
    at_ms: isInstant,
    state: isOneOf('up degraded down unknown'),
  },
  coverage: {
    ...OF_RUN,
    source_seq: isWhole,
    from_ms: isInstant,
    to_ms: isInstant,
    ended: isOneOf('stop blind clock-step crash suspend reload'),
  },
  traffic_day: {
    ...OF_RUN,
    link: isName,
    date: isDate,
    direction: isOneOf('in out'),
    capacity_bps: isAmount,
    samples: isCount,
    octets: isCount,
    histogram: isText,
  },
};
const MAYBE = { change: { reason: isText, body: isEvidence }, coverage: { interval_ms: isAmount } };
const HOLDS = {
  change: ({ after_ms, at_ms }) => after_ms <= at_ms,
  coverage: ({ from_ms, to_ms, interval_ms, v }) => from_ms <= to_ms && (interval_ms === undefined || v > 1),
  traffic_day: ({ histogram, samples }) => countOf(histogram) === samples,
};

/** Whether a row is a measurement of the collector in its own name. @param {any} row @param {string} collector @param {string} text That was hashed. */
export function isMeasured(row, collector, text) {
  const shape = Object.hasOwn(ROWS, row.table) ? ROWS[row.table] : undefined;
  if (!shape || row.source !== collector) return false;
  const [must, may] = [{ ...shape, ...OF_ROW }, MAYBE[row.table] ?? {}];
  return (
    Object.entries(must).every(([column, isGood]) => isGood(row[column])) &&
    Object.keys(row).every((column) => Object.hasOwn(must, column) || may[column]?.(row[column])) &&
    HOLDS[row.table](row) &&
    canonicalJson(row) === text
  );
}

/** @param {unknown} value */
function isSalt(value) {
  return typeof value === 'string' && /^(?:[0-9a-f]{2})+$/.test(value);
}

/** How many samples a histogram has, bin by bin; nothing where it is none. @param {string} histogram */
function countOf(histogram) {
  const counts = new Map();
  for (const pair of histogram === '' ? [] : histogram.split(' ')) {
    const [, bin, count] = /^(\d{1,3}):(\d{1,9})$/.exec(pair) ?? [];
    if (bin === undefined || Number(bin) >= TRAFFIC_BINS) return undefined;
    counts.set(Number(bin), Number(count));
  }
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
