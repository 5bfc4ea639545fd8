import { overlay } from '../record/intervals.mjs';
import { canonicalJson } from '../sealed/canonical.mjs';

/** Holds what a statement says to what follows from the rows, member by member; both have the form in which it is sealed. */

/** @typedef {{ clause: string, where: string, what: string, sealed: unknown, settled: unknown }} Difference */

/** By which clause a member is. One that is not named here has that of the member it is in. @type {Record<string, string>} */
const CLAUSES = {
  period: '1.2',
  parts: '3.2',
  entities: '3.3',
  neverMeasured: '7.5',
  sums: '4.1',
  stretches: '4.1',
  goodMs: '7.1',
  countedMs: '7.1',
  aggregate: '7.2',
  percent: '7.3',
  boundsCountedMs: '7.4',
  lowGoodMs: '7.4',
  highGoodMs: '7.4',
  lowPercent: '7.4',
  highPercent: '7.4',
  coverage: '7.4',
  excusedByCause: '6.8',
  othersByOwner: '5.8',
  refused: '6.1',
  outageCount: '7.7',
  restoredCount: '7.7',
  restoredMs: '7.7',
  longestOutageMs: '7.7',
  mttrMs: '7.7',
  mtbfMs: '7.7',
  outages: '2.4',
  isShort: '4.2',
  own: '7.6',
  ownMs: '7.6',
  ownInPeriodMs: '7.6',
  restoration: '8.5',
  blame: '5.1',
  checks: '8.1',
  fleet: '8.2',
  fee: '11.2',
  lines: '11.1',
  inputs: '11.3',
  payable: '11.10',
  caps: '11.9',
  total: '11.1',
  byType: '11.1',
  money: '12.3',
  contractVersions: '12.2',
  ledger: '12.2',
  incidents: '12.10',
  hangsOn: '12.7',
  differences: '12.9',
};

/** What stands beside the figures has one clause, with all that is in it. */
const BESIDE = new Set([CLAUSES.incidents, CLAUSES.hangsOn]);

const namesOf =
  (...keys) =>
  (item) =>
    keys
      .map((key) => item[key])
      .filter((name) => name !== undefined)
      .join(' · ');

/** Lists whose items have a name: they are compared by it. @type {Record<string, (item: any, place: number) => string>} */
const LISTS = {
  parts: (_, place) => `part ${place + 1}`,
  entities: namesOf('entity'),
  outages: namesOf('ref'),
  checks: namesOf('target'),
  breaches: namesOf('entity', 'ref'),
  lines: namesOf('rule', 'entity', 'ref'),
  caps: namesOf('kind', 'rules'),
  contractVersions: namesOf('seq'),
  rows: namesOf('incident'),
  steps: namesOf('seq'),
};

/** Lists that say the same in several ways, brought to one. @type {Record<string, (list: any) => any>} */
const FORMS = {
  notMeasured: (list) => [...list].sort(),
  neverMeasured: (list = []) => [...list].sort(),
  blame: (list) => msByName(list, ({ owner, cause, isOwn }) => ({ owner, cause, isOwn })),
  refused: (list) => joinAlike(list, ({ ref, why }) => ({ ref, why })),
  stretches: (list) => joinAlike(list.filter(isTold), meaningOf),
};

/** Members that are compared as a whole: what one side lacks is a difference, too. */
const WHOLE = new Set([
  'blame',
  'terms',
  'sums',
  'coverage',
  'excusedByCause',
  'othersByOwner',
  'byType',
  'restoration',
  'period',
  'ledger',
  'differences',
]);

/**
 * @param {any} sealed @param {any} settled
 * @returns {{ differences: Difference[], notChecked: string[] }} `notChecked`: members of the statement that nothing was held against.
 */
export function compare(sealed, settled) {
  /** @type {Difference[]} */
  const differences = [];
  /** @type {Set<string>} */
  const notChecked = new Set();
  walk(sealed, settled, { key: 'statement', clause: '12.1', where: '', what: '', path: '' });
  return { differences, notChecked: [...notChecked].sort() };

  function walk(a, b, at) {
    if (FORMS[at.key]) tellLacking(a ?? [], b, at);
    const form = FORMS[at.key] ?? ((value) => value);
    const [one, other] = [form(a), form(b)];
    if (at.key === 'stretches') compareStretches(one, other, at, twiceToldOf(a));
    else if (LISTS[at.key] && Array.isArray(one) && Array.isArray(other)) walkList(one, other, at);
    else if (isObject(one) && isObject(other) && !WHOLE.has(at.key)) walkMembers(one, other, at);
    else if (textOf(one) !== textOf(other)) tell(at, one, other);
  }

  /** Items of a list that is brought to one form may have members that are not held against anything, too. */
  function tellLacking(a, b, at) {
    const held = new Set(b.flatMap(Object.keys));
    for (const key of new Set(a.flatMap(Object.keys)))
      if (held.size > 0 && !held.has(key)) notChecked.add(`${at.path}${key}`);
  }

  function walkMembers(a, b, at) {
    for (const key of Object.keys(a)) if (!Object.hasOwn(b, key)) notChecked.add(`${at.path}${key}`);
    for (const [key, value] of Object.entries(b)) {
      const what = at.what === '' ? key : `${at.what}.${key}`;
      const clause = BESIDE.has(at.clause) ? at.clause : (CLAUSES[key] ?? at.clause);
      walk(a[key], value, { ...at, key, what, path: `${at.path}${key}.`, clause });
    }
  }

  function walkList(a, b, at) {
    const nameOf = LISTS[at.key];
    const [ours, theirs] = [b.map(nameOf), a.map(nameOf)];
    const isInStep = textOf(ours) === textOf(theirs);
    if (!isInStep) tell(at, theirs, ours);
    for (const [place, name] of ours.entries()) {
      // Two may have one name.
      const same = isInStep ? place : theirs.indexOf(name);
      const where = at.where === '' ? name : `${at.where}, ${name}`;
      if (same >= 0) walk(a[same], b[place], { ...at, key: '', where, what: '' });
    }
  }

  /** The first time of which they differ, by the clause of its class. */
  function compareStretches(a, b, at, twiceTold) {
    if (twiceTold) tell(at, twiceTold, undefined);
    const first = overlay(-Infinity, Infinity, [a, b]).find(
      ({ at: [one, other] }) => textOf(one?.says) !== textOf(other?.says),
    );
    if (!first) return;
    const [one, other] = first.at;
    const what = [first.from, first.to].map((ms) => new Date(ms).toISOString()).join(' to ');
    tell({ ...at, what, clause: other?.clause ?? at.clause }, one?.says, other?.says);
  }

  function tell({ clause, where, what }, one, other) {
    differences.push({ clause, where, what, sealed: one, settled: other });
  }
}

/** A stretch that begins before the one before it is over. */
function twiceToldOf(list) {
  const sorted = [...list].sort((a, b) => a.fromMs - b.fromMs);
  return sorted.find(({ fromMs }, place) => fromMs < sorted[place - 1]?.toMs);
}

/** Milliseconds by what they say. */
function msByName(list, saysOf) {
  const sums = {};
  for (const one of list) {
    const name = canonicalJson(saysOf(one));
    if (one.ms !== 0) sums[name] = (sums[name] ?? 0) + one.ms;
  }
  return sums;
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

const textOf = (value) => canonicalJson(value ?? null);

/** What is told of no stretch is up, or out of service. */
const isTold = (one) => one.class !== 'out-of-service' && !(one.class === 'up' && one.measured === 'up');

const meaningOf = ({ class: name, measured, reason, owner, excuse }) => ({
  class: name,
  measured,
  reason,
  owner,
  cause: excuse?.cause,
  ref: excuse?.ref,
});

/** Those that touch and say the same as one. */
function joinAlike(list, saysOf) {
  const said = list.map((one) => ({ from: one.fromMs, to: one.toMs, says: saysOf(one), clause: one.clause }));
  const named = said.map((one) => ({ one, name: canonicalJson(one.says) }));
  const joined = [];
  const lastBy = new Map();
  for (const { one, name } of named.sort((a, b) => a.one.from - b.one.from || (a.name < b.name ? -1 : 1))) {
    const last = lastBy.get(name);
    if (last?.to === one.from) last.to = one.to;
    else joined.push(one);
    if (last?.to !== one.to) lastBy.set(name, one);
  }
  return joined;
}
