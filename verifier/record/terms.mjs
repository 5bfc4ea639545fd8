/** docs/contracts.md and docs/configuration.md: the terms of a contract as people write them, with every default in its place. */

/** @typedef {ReturnType<typeof readTerms>} Terms @typedef {{ windows: any[], holidays: string[] }} Hours */

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** @param {string | undefined} text As `30s`, `12h`. @returns {any} */
export function durationMs(text) {
  if (text === undefined) return undefined;
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (count === undefined) throw new Error(`expected a duration, got ${text}`);
  return Math.round(Number(count) * UNIT_MS[/** @type {keyof typeof UNIT_MS} */ (unit)]);
}

/** Millionths. @param {string | undefined} text As `98.5%`, with words after it. @returns {any} */
export function ppmOf(text) {
  if (text === undefined) return undefined;
  const [, whole, decimals = ''] = /^(\d+)(?:\.(\d{1,4}))?%/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`expected a percentage, got ${text}`);
  return Number(whole) * 10_000 + Number(decimals.padEnd(4, '0'));
}

/** @param {string | undefined} text As `150000 VND`. */
const vndOf = (text) => (text === undefined ? undefined : text.replace(/ VND$/, ''));

/** @param {any} written @returns {any[]} */
export function windowsOf(written = '24x7') {
  if (written === '24x7') return [];
  if (typeof written === 'string') return [{ days: DAYS, ...hoursOf(written) }];
  return Object.entries(written).flatMap(([days, list]) =>
    [list].flat().map((hours) => ({ days: daysOf(days), ...hoursOf(hours) })),
  );
}

/** @param {string} text */
function hoursOf(text) {
  const [fromMinute, toMinute] = text
    .split('-')
    .map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
  return { fromMinute, toMinute };
}

/** @param {string} text */
function daysOf(text) {
  const [first, last = first] = text.split('-');
  return DAYS.slice(DAYS.indexOf(first), DAYS.indexOf(last) + 1);
}

const FLEETS = {
  '': undefined,
  'devices and links': undefined,
  cameras: 'camera',
  recorders: 'nvr',
  links: 'link',
};

/**
 * The terms, in the form in which a statement seals them.
 * @param {any} written
 * @param {{ timeZone: string, calendar: any }} around The city's zone, and the calendar that the terms name.
 */
export function readTerms(written, { timeZone, calendar }) {
  const { targets, fees = {} } = { targets: targetsOf(written), fees: written.fees };
  return drop({
    indicator: written.indicator ?? 'reach',
    timeZone: written.time_zone ?? timeZone,
    period: written.period ?? 'month',
    service: serviceOf(written, calendar),
    unknown: written.unknown ?? 'left-out',
    degraded: written.degraded ?? 'up',
    othersDown: written.others_down ?? 'left-out',
    redundantLines: written.redundant_lines === 'down-together' ? 'down-together' : undefined,
    shortestOutageMs: durationMs(written.shortest_outage) ?? 0,
    plannedWork: (written.excused ?? []).includes('planned-work') ? plannedOf(written) : undefined,
    excused: [...new Set(written.excused ?? [])].sort(),
    upsAutonomyMs: durationMs(written.ups_autonomy) ?? 0,
    restartGraceMs: durationMs(written.restart_grace) ?? 0,
    targets,
    fees: drop({
      byKind: mapped(fees.by_kind),
      byEntity: mapped(fees.by_entity),
      contract: vndOf(fees.contract),
    }),
    money: [
      ...rulesOf('deduction', 'deductions', written),
      ...rulesOf('penalty', 'penalties', written),
      ...rulesOf('damages', 'damages', written),
    ],
    capPpm: ppmOf(written.cap),
    objectionMs: durationMs(written.objection) ?? 5 * UNIT_MS.d,
    claimWithinMs: durationMs(written.claims?.within) ?? 30 * UNIT_MS.d,
    decideWithinMs: durationMs(written.claims?.decide_within) ?? 10 * UNIT_MS.d,
    claimedUnknown: written.claims?.unknown === 'excused' ? 'excused' : undefined,
    beforeRecord: written.before_record === 'settled' ? 'settled' : undefined,
    rules: written.rules === 2 ? 2 : undefined,
  });
}

/** @param {any} written @param {any} calendar */
function serviceOf(written, calendar) {
  const windows =
    written.calendar !== undefined && calendar ? calendar.windows : windowsOf(written.service_hours);
  return { windows, holidays: calendar?.holidays ?? [] };
}

/** @param {any} written */
function plannedOf({ planned_work: planned = {}, period = 'month' }) {
  const [most, per = period] = planned.at_most?.split(' per ') ?? [];
  return drop({
    noticeMs: durationMs(planned.notice) ?? 0,
    atMostMs: durationMs(most),
    atMostPer: per,
    onlyBetween:
      planned.only_between === undefined
        ? undefined
        : { windows: windowsOf(planned.only_between), holidays: [] },
  });
}

/** @param {any} written */
function targetsOf(written) {
  const [, share, , of = ''] =
    /^([^ ]*)( of the ([a-z ]+?))?(?: at all times)?$/.exec(written.fleet ?? '') ?? [];
  const { response } = written;
  return drop({
    availabilityPpm: ppmOf(written.availability),
    fleetPpm: ppmOf(share || undefined),
    fleetOf: FLEETS[/** @type {keyof typeof FLEETS} */ (of)],
    longestOutageMs: durationMs(written.longest_outage),
    outages: written.outages === undefined ? undefined : Number.parseInt(written.outages, 10),
    responseMs: typeof response === 'string' ? durationMs(response) : undefined,
    responseBySeverity: typeof response === 'object' ? bySeverity(response) : undefined,
    restoration: bySeverity(written.restoration ?? {}),
    recordingRetentionMs: durationMs(written.recording_retention),
    longestRecordingGapMs: durationMs(written.longest_recording_gap),
    saturation: written.saturation && {
      overPpm: ppmOf(written.saturation.over),
      days: Number.parseInt(written.saturation.for, 10),
    },
  });
}

/** @param {Record<string, string>} written */
const bySeverity = (written) =>
  Object.entries(written).map(([severity, within]) => ({ severity, withinMs: durationMs(within) }));

/** @param {Record<string, string>} [written] @returns {Record<string, any>} */
const mapped = (written = {}) =>
  Object.fromEntries(Object.entries(written).map(([key, text]) => [key, vndOf(text)]));

const COUNTED = {
  device: { per: 'device', by: 'tiers' },
  link: { per: 'link', by: 'tiers' },
  fleet: { per: 'fleet', by: 'tiers' },
  'device and started hour beyond the restoration time': { per: 'device', by: 'hours-over-restoration' },
  'link and started hour beyond the restoration time': { per: 'link', by: 'hours-over-restoration' },
  'recorder and started day without recording': { per: 'device', by: 'days-without-recording' },
  'recorder and day without recording': { per: 'device', by: 'whole-days-without-recording' },
  'incident and started hour beyond the response time': { per: 'incident', by: 'hours-over-response' },
};

/** @param {string} type @param {string} key @param {any} written */
function rulesOf(type, key, written) {
  const rules = written[key] === undefined ? [] : [written[key]].flat();
  return rules.map((rule, place) =>
    ruleOf(type, Array.isArray(written[key]) ? `${key}-${place + 1}` : key, rule, written.rules),
  );
}

/** @param {string} type @param {string} id @param {any} rule @param {unknown} version */
function ruleOf(type, id, rule, version) {
  const said = COUNTED[/** @type {keyof typeof COUNTED} */ (rule.per)];
  // By version 2 a started day is one of which any time is lost (9.2).
  const isStarted = version === 2 && said.by === 'days-without-recording';
  const counted = isStarted ? { ...said, by: 'started-days-without-recording' } : said;
  return drop({
    type,
    id,
    ...counted,
    capPpm: ppmOf(rule.cap),
    statutoryCapPpm: ppmOf(rule.statutory_cap),
    repeatPpm: ppmOf(rule.repeat),
    legalBasis: rule.legal_basis,
    tiers: counted.by === 'tiers' ? rule.tiers.map(tierOf) : undefined,
    vnd: counted.by === 'tiers' ? undefined : vndOf(rule.amount),
  });
}

/** @param {any} tier */
const tierOf = ({ below, amount }) => ({
  belowPpm: ppmOf(below),
  amount: amount.includes('%') ? { ofFeePpm: ppmOf(amount) } : { vnd: vndOf(amount) },
});

/** Without members that are absent. @template Value @param {Value} value @returns {Value} */
const drop = (value) =>
  /** @type {any} */ (
    Object.fromEntries(
      Object.entries(/** @type {any} */ (value)).filter(([, member]) => member !== undefined),
    )
  );
