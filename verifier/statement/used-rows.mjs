import { createHash } from 'node:crypto';
import { changesOver } from '../record/changes-over.mjs';
import { overlaps, pieceAt } from '../record/intervals.mjs';
import { intervalsOf } from '../record/measured.mjs';
import { mayAnnounce } from '../settle/excuses.mjs';
import { indicatorsOf } from '../settle/recorder-days.mjs';
import { isLookedAt } from '../settle/traffic.mjs';
import { createUpstream } from '../settle/upstream.mjs';

/** Rules 12.2: the rows that the figures rest on. */

/** @typedef {import('../record/intervals.mjs').Span} Span @typedef {ReturnType<typeof import('../settle/settle.mjs').settle>} Parts */

/**
 * How many rows of the chain were used, and the digest over their hashes. Nothing where that hangs on the zone of the city, which
 * earlier exports do not name: of traffic at the edge of the period, where the contract has a zone of its own.
 * @param {Parts} parts @param {import('../sealed/chain.mjs').Export} ledger @param {string} zone Of the contract.
 */
export function ledgerOf(parts, { hashes, header }, zone) {
  const hasTraffic = parts.some(({ part }) => part.terms.targets.saturation);
  const isOpen = header.timeZone === undefined && hasTraffic;
  if (isOpen && usedRows(parts, zone, -1).size !== usedRows(parts, zone, 1).size) return undefined;
  const seqs = [...usedRows(parts, header.timeZone ?? zone)].sort((a, b) => a - b);
  const digest = createHash('sha256');
  for (const seq of seqs) digest.update(hashes[seq], 'hex');
  return { rows: seqs.length, digest: digest.digest('hex') };
}

/** Their numbers. @param {Parts} parts @param {string} cityZone @param {number} moreDays Of traffic, at both ends. @returns {Set<number>} */
export function usedRows(parts, cityZone, moreDays = 0) {
  const { record, measured, contract } = parts[0].city;
  const p = { from: parts[0].part.from, to: parts[parts.length - 1].part.to };
  const entities = [...new Set(parts.flatMap((one) => one.entities.map(({ entity }) => entity)))];
  const isVersion2 = parts.some(({ rules }) => rules === 2);
  /** @type {Set<number>} */
  const used = new Set();
  const use = (/** @type {{ seq: number }[]} */ rows) => {
    for (const { seq } of rows) used.add(seq);
  };
  const useChanges = (/** @type {ReturnType<typeof changesOver>} */ { own, imports }) =>
    use([...own, ...imports.flatMap(({ changes }) => changes)]);
  const useVersions = (/** @type {string} */ key, /** @type {Span} */ time) =>
    use(record.versionsOf(key).filter((version) => version.body && overlaps(version, time)));

  for (const indicator of new Set(parts.flatMap(({ part }) => indicatorsOf(part)))) {
    const { window: w, members } = createUpstream(record, measured, entities, p, indicator);
    for (const entity of entities) {
      useChanges(changesOver(record, entity, indicator, p));
      for (const { seq, vouched } of record.importsOf(entity, indicator)) {
        const rows = vouched.filter((row) => overlaps(row, w));
        use(rows.length > 0 ? [{ seq }, ...rows] : []);
      }
    }
    for (const member of members) {
      useChanges(changesOver(record, member, 'reach', w, { isMember: true, withShut: isVersion2 }));
      useVersions(member, w);
    }
    useCoverage(indicator, w);
  }
  useVersions(`contract:${contract}`, p);
  for (const { body } of record.versionsOf(`contract:${contract}`).filter((version) => overlaps(version, p)))
    useVersions(`calendar:${body?.terms.calendar ?? body?.terms.holidays}`, p);
  for (const entity of entities) useVersions(entity, { from: -Infinity, to: Infinity });
  const isClaim = new Set(parts[0].city.claims.map(({ ref }) => ref));
  use(record.rowsOf('claim').filter(({ id }) => isClaim.has(`claim:${id}`)));
  useWorks();
  useIncidents();
  if (parts.some(({ part }) => part.terms.targets.saturation)) useTraffic();
  return used;

  function useCoverage(indicator, w) {
    const every = new Set(
      entities.flatMap((entity) => intervalsOf(record, entity, indicator).map((one) => one.every)),
    );
    const touching = record.coverage.filter((row) => row.from_ms < w.to && row.to_ms > w.from);
    const intervalOf = (row) => (row.v === 1 ? undefined : (row.interval_ms ?? undefined));
    const isOfCheck = (row) => intervalOf(row) === undefined || every.has(intervalOf(row));
    use(touching.filter((row) => row.seq && row.recorded_ms < record.recordedBefore && isOfCheck(row)));
    if (touching.every((row) => intervalOf(row) === undefined)) return;
    for (const entity of entities) {
      use(record.rowsOf(`polling:${entity}`));
      for (const { body } of record.rowsOf(entity)) use(record.rowsOf(`profile:${body?.profile}`));
    }
  }

  function useWorks() {
    const rows = record.rowsOf('maintenance');
    const own = rows.filter((row) => row.action === 'add' && mayAnnounce(record, contract, row.body));
    const ids = new Set(own.map(({ id }) => id));
    use(rows.filter(({ id }) => ids.has(id)));
  }

  function useIncidents() {
    const incidents = parts[parts.length - 1].incidents ?? [];
    use(incidents.flatMap(({ steps, isListed }) => (isListed ? steps : [])));
    for (const { openedMs } of incidents) {
      if (openedMs >= p.from && openedMs < p.to) continue;
      const version = pieceAt(record.versionsOf(`contract:${contract}`), openedMs);
      const { calendar, holidays } = version?.body?.terms ?? {};
      use(
        [version, pieceAt(record.versionsOf(`calendar:${calendar ?? holidays}`), openedMs)].filter(
          (one) => one !== undefined,
        ),
      );
    }
  }

  function useTraffic() {
    const isLooked = isLookedAt(p, cityZone, moreDays);
    for (const entity of entities.filter((one) => one.startsWith('link:')))
      use(record.rowsOf(`traffic ${entity.slice(5)}`).filter(({ date }) => isLooked(date)));
  }
}
