import { canonicalJson } from './canonical.mjs';
import { decimalText, percentText } from './fraction.mjs';
import { edgesWithin, pieceAt } from './intervals.mjs';
import { periodOf, zoneOf } from './time.mjs';

/** Holds what a statement says to what follows from the rows, figure by figure. */

/** @typedef {{ clause: string, where: string, what: string, sealed: unknown, settled: unknown }} Difference */

/**
 * @param {any} document The sealed one. @param {any[]} parts Settled, each with `checks` and `due`.
 * @param {(type: string, lines: any[]) => any} disputeOf
 * @returns {Difference[]}
 */
export function compareStatement(document, parts, disputeOf) {
  /** @type {Difference[]} */
  const differences = [];
  const at = (/** @type {string} */ where) => comparer(differences, where);
  const { period, figures } = document;
  comparePeriod(period, parts, at('the period'));
  at('the period')(
    '3.2',
    'parts',
    figures.parts.map((/** @type {any} */ part) => part.fromMs),
    parts.map(({ part }) => part.from),
  );
  for (const [place, sealed] of figures.parts.entries())
    if (parts[place])
      comparePart(sealed, parts[place], parts.length > 1 ? `part ${place + 1}` : '', differences);
  const lines = parts.flatMap(({ due }) => due.lines);
  at('all')('11.1', 'total', figures.total, text(sumOf(lines)));
  at('all')('11.1', 'total by kind', figures.byType, byType(lines));
  if (document.money) compareDispute(document.money, disputeOf('', lines), lines, at('disputed money'));
  return differences;
}

/** @param {Difference[]} differences @param {string} where */
const comparer =
  (differences, where) =>
  (
    /** @type {string} */ clause,
    /** @type {string} */ what,
    /** @type {unknown} */ sealed,
    /** @type {unknown} */ settled,
  ) => {
    if (sealed !== settled && canonicalJson(sealed ?? null) !== canonicalJson(settled ?? null))
      differences.push({ clause, where, what, sealed, settled });
  };

/** @param {any} period @param {any[]} parts @param {(clause: string, what: string, sealed: unknown, settled: unknown) => void} same */
function comparePeriod(period, parts, same) {
  const terms = parts[0]?.part.terms;
  if (!terms) return;
  const whole = periodOf(zoneOf(period.timeZone), terms.period, period.fromMs);
  same('1.2', 'begin', period.fromMs, whole.from);
  same('1.2', 'end', period.toMs, whole.to);
  same('1.2', 'name', period.label, whole.label);
}

const COUNTED = [
  'goodMs',
  'countedMs',
  'boundsCountedMs',
  'lowGoodMs',
  'highGoodMs',
  'outageCount',
  'restoredCount',
  'restoredMs',
  'longestOutageMs',
];

/** Where each figure stands in the rules. @type {Record<string, string>} */
const CLAUSES = {
  goodMs: '7.1',
  countedMs: '7.1',
  boundsCountedMs: '7.4',
  lowGoodMs: '7.4',
  highGoodMs: '7.4',
  outageCount: '7.7',
  restoredCount: '7.7',
  restoredMs: '7.7',
  longestOutageMs: '7.7',
};

/** @param {any} sealed @param {any} settled @param {string} name @param {Difference[]} differences */
function comparePart(sealed, settled, name, differences) {
  const where = (/** @type {string} */ what) => [name, what].filter(Boolean).join(', ');
  const same = comparer(differences, where('part'));
  same('3.2', 'terms', sealed.terms, settled.part.terms);
  same('3.2', 'contractor', sealed.contractor, settled.part.contractor);
  same('3.2', 'begin and end', [sealed.fromMs, sealed.toMs], [settled.part.from, settled.end]);
  const { entities } = settled;
  same(
    '3.3',
    'devices and lines',
    sealed.entities.map((/** @type {any} */ one) => one.entity),
    entities.map((/** @type {any} */ one) => one.entity),
  );
  same(
    '7.5',
    'never measured',
    sealed.neverMeasured ?? [],
    entities.filter((/** @type {any} */ one) => one.isNever).map((/** @type {any} */ one) => one.entity),
  );
  const by = new Map(entities.map((/** @type {any} */ one) => [one.entity, one]));
  for (const one of sealed.entities)
    if (by.has(one.entity))
      compareEntity(one, by.get(one.entity), settled, comparer(differences, where(one.entity)));
  compareSums(sealed.aggregate, together(entities), comparer(differences, where('all together')));
  compareChecks(sealed.checks, settled.checks, comparer(differences, where('targets')));
  compareMoney(sealed.money, settled.due, comparer(differences, where('money')));
}

/** @typedef {(clause: string, what: string, sealed: unknown, settled: unknown) => void} Same */

/** @param {any} sealed @param {any} settled @param {Same} same */
function compareSums(sealed, settled, same) {
  for (const [name, ms] of Object.entries(settled.sums)) same('4.1', name, sealed.sums[name], ms);
  for (const name of COUNTED) same(CLAUSES[name], name, sealed[name], settled[name]);
  same('7.3', 'percent', sealed.percent, percentText(settled.goodMs, settled.countedMs));
  same('7.4', 'lowPercent', sealed.lowPercent, percentText(settled.lowGoodMs, settled.boundsCountedMs));
  same('7.4', 'highPercent', sealed.highPercent, percentText(settled.highGoodMs, settled.boundsCountedMs));
  const { inServiceMs, knownMs } = settled.coverage;
  same('7.4', 'coverage', sealed.coverage, {
    inServiceMs,
    knownMs,
    percent: percentText(knownMs, inServiceMs),
  });
  same('6', 'excused by cause', sealed.excusedByCause, settled.excusedByCause);
  same('5.8', "others' by owner", sealed.othersByOwner, settled.othersByOwner);
  same(
    '7.7',
    'mean time to restore',
    sealed.mttrMs,
    settled.restoredCount === 0 ? undefined : Math.floor(settled.restoredMs / settled.restoredCount),
  );
  same(
    '7.7',
    'mean time between',
    sealed.mtbfMs,
    settled.outageCount === 0 ? undefined : Math.floor(settled.goodMs / settled.outageCount),
  );
}

/** @param {any} sealed @param {any} settled @param {any} part @param {Same} same */
function compareEntity(sealed, settled, part, same) {
  compareSums(sealed, settled, same);
  compareStretches(sealed, settled, part, same);
  const outages = settled.outages.map((/** @type {any} */ outage) => outageText(outage, part.end));
  same(
    '2.4',
    'outages',
    sealed.outages.map((/** @type {any} */ outage) => outage.ref),
    settled.outages.map((/** @type {any} */ outage) => outage.ref),
  );
  for (const [place, outage] of sealed.outages.entries()) {
    if (outages[place]?.ref !== outage.ref) continue;
    for (const [key, value] of Object.entries(outages[place]))
      same(
        OUTAGE_CLAUSES[key] ?? '7.6',
        `${outage.ref} ${key}`,
        key === 'blame' ? blameOf(outage.blame) : outage[key],
        value,
      );
  }
  same(
    '6',
    'refused',
    refusalsOf(
      sealed.refused.map((/** @type {any} */ one) => ({
        ref: one.ref,
        why: one.why,
        from: one.fromMs,
        to: one.toMs,
      })),
    ),
    refusalsOf(settled.refused),
  );
  const fee = part.due.fees.get(sealed.entity);
  same('11.2', 'fee', sealed.fee?.vnd, fee && decimalText(fee));
}

/** @type {Record<string, string>} */
const OUTAGE_CLAUSES = {
  fromMs: '2.4',
  toMs: '2.4',
  afterMs: '2.4',
  untilAfterMs: '2.4',
  isShort: '4.2',
  blame: '5',
  restoration: '8.5',
};

/** @param {any} outage @param {number} end @returns {Record<string, any>} */
function outageText(
  {
    ref,
    from,
    to,
    ended,
    after,
    untilAfter,
    reason,
    isShort,
    own,
    ownMs,
    ownInPeriodMs,
    limit,
    overMs,
    overBeforeMs,
    startedHours,
    dueMs,
    blame,
  },
  end,
) {
  return {
    ref,
    fromMs: from,
    toMs: ended ? to : undefined,
    afterMs: after,
    untilAfterMs: untilAfter,
    reason,
    isShort,
    own: own.map((/** @type {[number, number]} */ [begin, end]) => ({ fromMs: begin, toMs: end })),
    ownMs,
    ownInPeriodMs,
    restoration:
      limit && ownMs > 0
        ? { severity: limit.severity, withinMs: limit.withinMs, overMs, overBeforeMs, startedHours, dueMs }
        : undefined,
    blame: blameOf(
      blame.map((/** @type {any} */ piece) => ({
        owner: piece.root,
        ms: Math.max(0, Math.min(piece.to, end) - piece.from),
      })),
    ),
  };
}

/** Milliseconds by owner. @param {{ owner: string, ms: number }[]} pieces */
function blameOf(pieces) {
  /** @type {Record<string, number>} */
  const by = {};
  for (const { owner, ms } of pieces) if (ms > 0) by[owner] = (by[owner] ?? 0) + ms;
  return by;
}

/** Refused stretches, those that touch as one. @param {any[]} refused */
function refusalsOf(refused) {
  const sorted = refused
    .map(({ ref, why, from, to }) => ({ ref, why, from, to }))
    .sort((a, b) =>
      a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : a.why < b.why ? -1 : a.why > b.why ? 1 : a.from - b.from,
    );
  /** @type {any[]} */
  const joined = [];
  for (const one of sorted) {
    const last = joined.at(-1);
    if (last && last.ref === one.ref && last.why === one.why && last.to === one.from) last.to = one.to;
    else joined.push({ ...one });
  }
  return joined;
}

/** The class of each instant, who answers, and what excuses it. @param {any} sealed @param {any} settled @param {any} part @param {Same} same */
function compareStretches(sealed, settled, { part, end }, same) {
  const told = sealed.stretches.map((/** @type {any} */ one) => ({ ...one, from: one.fromMs, to: one.toMs }));
  const edges = [...told, ...settled.stretches].flatMap(({ from, to }) => [from, to]);
  const cuts = edgesWithin(part.from, end, edges);
  for (const [place, at] of cuts.slice(0, -1).entries()) {
    const one = pieceAt(told, at);
    const other = /** @type {any} */ (pieceAt(settled.stretches, at));
    // What is told of no stretch is up, or out of service.
    const settledAs = meaningOf(other);
    const sealedAs = one
      ? meaningOf(one)
      : other?.class === 'out-of-service' || (other?.class === 'up' && other?.measured === 'up')
        ? settledAs
        : { class: 'up' };
    const clause = other?.clause ?? '4.1';
    const before = canonicalJson(sealedAs);
    if (before !== canonicalJson(settledAs))
      return same(
        clause,
        `${new Date(at).toISOString()} to ${new Date(cuts[place + 1]).toISOString()}`,
        sealedAs,
        settledAs,
      );
  }
}

/** @param {any} stretch */
const meaningOf = (stretch) => ({
  class: stretch?.class,
  owner: stretch?.owner,
  measured: stretch?.measured,
  reason: stretch?.reason,
  cause: stretch?.excuse?.cause,
  ref: stretch?.excuse?.ref,
});

/** @param {any[]} entities */
function together(entities) {
  const sum = (/** @type {(one: any) => number} */ of) => entities.reduce((all, one) => all + of(one), 0);
  const merged = (/** @type {string} */ key) => {
    /** @type {Record<string, number>} */
    const by = {};
    for (const one of entities)
      for (const [name, ms] of Object.entries(one[key]))
        by[name] = (by[name] ?? 0) + /** @type {number} */ (ms);
    return by;
  };
  /** @type {Record<string, any>} */
  const counts = Object.fromEntries(
    COUNTED.map((name) => [
      name,
      name === 'longestOutageMs'
        ? Math.max(0, ...entities.map((one) => one.longestOutageMs))
        : sum((one) => one[name]),
    ]),
  );
  return {
    ...counts,
    sums: Object.fromEntries(
      ['out-of-service', 'excused', 'others', 'unknown', 'down', 'degraded', 'up'].map((name) => [
        name,
        sum((one) => one.sums[name]),
      ]),
    ),
    coverage: {
      inServiceMs: sum((one) => one.coverage.inServiceMs),
      knownMs: sum((one) => one.coverage.knownMs),
    },
    excusedByCause: merged('excusedByCause'),
    othersByOwner: merged('othersByOwner'),
  };
}

/** @param {any[]} sealed @param {any[]} settled @param {Same} same */
function compareChecks(sealed, settled, same) {
  same(
    '8',
    'targets',
    sealed.map(({ target }) => target),
    settled.map(({ target }) => target),
  );
  for (const check of settled) {
    const told = sealed.find(({ target }) => target === check.target);
    if (!told) continue;
    same('8', `${check.target} outcome`, told.outcome, check.outcome);
    same('8', `${check.target} not measured`, [...told.notMeasured].sort(), [...check.notMeasured].sort());
    same('8', `${check.target} missed by`, told.breaches.map(refOf), check.breaches.map(refOf));
  }
}

/** @param {any} breach */
const refOf = ({ entity, ref }) => ({ entity, ref });

/** @param {any} sealed @param {any} settled @param {Same} same */
function compareMoney(sealed, settled, same) {
  same(
    '11.2',
    'fee of the contract',
    sealed.fee?.vnd,
    settled.contractFee && decimalText(settled.contractFee),
  );
  same('11.1', 'lines', sealed.lines.map(nameOf), settled.lines.map(nameOf));
  for (const [place, line] of settled.lines.entries()) {
    const told = sealed.lines[place];
    if (!told || canonicalJson(nameOf(told)) !== canonicalJson(nameOf(line))) continue;
    same(line.clause, `line ${place + 1} amount`, told.amount, text(line.amount));
    same('11.10', `line ${place + 1} payable`, told.payable, text(line.payable));
    same('11.3', `line ${place + 1} lacks`, told.lacks, line.lacks);
    same('11.1', `line ${place + 1} kind`, told.type, line.type);
  }
  same(
    '11.9',
    'limits',
    sealed.caps.map((/** @type {any} */ cap) => [cap.limit, cap.before, cap.after, cap.rules]),
    settled.caps.map((/** @type {any} */ cap) => [
      cap.limit === undefined ? undefined : text(cap.limit),
      text(cap.before),
      text(cap.after),
      cap.rules,
    ]),
  );
  same('11.1', 'total', sealed.total, text(settled.total));
  same('11.1', 'total by kind', sealed.byType, byType(settled.lines));
}

/** @param {any} line */
const nameOf = ({ rule, entity, ref }) => ({ rule, entity, ref });

/** @param {bigint} amount */
const text = (amount) => String(amount);

/** @param {any[]} lines @returns {bigint} */
export const sumOf = (lines) => lines.reduce((all, { payable }) => all + payable, 0n);

/** @param {any[]} lines */
export const byType = (lines) =>
  Object.fromEntries(
    ['damages', 'deduction', 'penalty'].map((type) => [
      type,
      text(sumOf(lines.filter((line) => line.type === type))),
    ]),
  );

/** @param {any} sealed @param {Set<number>} disputed Places of lines, from 0. @param {any[]} lines @param {Same} same */
function compareDispute(sealed, disputed, lines, same) {
  const yes = lines.filter((_, place) => disputed.has(place));
  const no = lines.filter((_, place) => !disputed.has(place));
  same(
    '12.3',
    'lines',
    sealed.disputedLines,
    [...disputed].map((place) => place + 1),
  );
  same('12.3', 'disputed', [sealed.disputed, sealed.disputedByType], [text(sumOf(yes)), byType(yes)]);
  same('12.3', 'undisputed', [sealed.undisputed, sealed.undisputedByType], [text(sumOf(no)), byType(no)]);
  same('12.3', 'total', sealed.total, text(sumOf(lines)));
}

/** Which lines are disputed (12.3). @param {any[]} objections @param {any[]} lines @param {Map<string, string[]>} outagesBy Refs of the outages of each entity. @returns {Set<number>} */
export function isDisputed(objections, lines, outagesBy) {
  const disputed = new Set();
  for (const [place, line] of lines.entries())
    if (objections.some((objection) => names(objection, line, outagesBy))) disputed.add(place);
  return disputed;
}

/** @param {any} objection @param {any} line @param {Map<string, string[]>} outagesBy */
function names({ lines, outages, entities }, { rule, entity, ref, overAvailability }, outagesBy) {
  if (lines.length + outages.length + entities.length === 0) return true;
  if (lines.includes([rule, entity, ref].filter((word) => word !== undefined).join(' · '))) return true;
  if (ref !== undefined && outages.includes(ref)) return true;
  if (entity === undefined) return ref === undefined && outages.length + entities.length > 0;
  if (entities.includes(entity)) return true;
  return overAvailability && (outagesBy.get(entity) ?? []).some((outage) => outages.includes(outage));
}
