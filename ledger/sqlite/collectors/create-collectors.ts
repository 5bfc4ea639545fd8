import { canonicalJson, type Json } from '../../../core/text/canonical-json.ts';
import type {
  Collectors,
  CollectorsOptions,
  EnrolmentOutcome,
  NewCertificate,
} from '../../record/collectors.ts';
import { type AppendRow, createChain } from '../chain/chain.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, optionalIntegerOf, optionalTextOf, type SqlRow } from '../store/sql-values.ts';
import { createCollectorReads } from './collector-reads.ts';
import { followRuns, parseRuns } from './seen-runs.ts';

/** Who may send rows, in the working tables of an open record. */
export function createCollectors(database: SqlDatabase, { author, nowMs }: CollectorsOptions): Collectors {
  const chain = createChain(database);
  const reads = createCollectorReads(database);
  const select = database.prepare('SELECT * FROM collector WHERE id = ?');
  const put = database.prepare(`
    INSERT INTO collector (id, zone, added_ms, token_hash, token_ends_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET zone = excluded.zone, token_hash = excluded.token_hash,
      token_ends_ms = excluded.token_ends_ms, token_key = NULL, revoked_ms = NULL
  `);
  const useToken = database.prepare('UPDATE collector SET token_key = ? WHERE id = ?');
  const revoke = database.prepare('UPDATE collector SET revoked_ms = ?, token_hash = NULL WHERE id = ?');
  const insertCertificate = database.prepare(
    'INSERT INTO collector_certificate (serial, collector, issued_ms, ends_ms) VALUES (?, ?, ?, ?)',
  );
  const revokeCertificates = database.prepare(
    'UPDATE collector_certificate SET revoked_ms = ? WHERE collector = ? AND revoked_ms IS NULL',
  );
  const selectSeen = database.prepare('SELECT body FROM collector_seen WHERE collector = ?');
  const seen = database.prepare(`
    INSERT INTO collector_seen (collector, seen_ms, body) VALUES (?, ?, ?)
    ON CONFLICT (collector) DO UPDATE SET seen_ms = excluded.seen_ms, body = excluded.body
  `);

  const noteAct = (append: AppendRow, action: string, body: { readonly [member: string]: Json }) =>
    append('audit', { action, recorded_ms: nowMs(), author, body: canonicalJson(body) });
  const keep = (id: string, { serial, endsMs }: NewCertificate) =>
    insertCertificate.run(serial, id, nowMs(), endsMs);

  return {
    ...reads,
    add: ({ id, zone, tokenHash, tokenEndsMs }) =>
      chain.transaction((append) => {
        put.run(id, zone, nowMs(), tokenHash, tokenEndsMs);
        noteAct(append, 'collector-add', { collector: id, zone, untilMs: tokenEndsMs });
      }),
    revoke: (id) =>
      chain.transaction((append) => {
        if (select.get(id) === undefined) return false;
        revoke.run(nowMs(), id);
        revokeCertificates.run(nowMs(), id);
        noteAct(append, 'collector-revoke', { collector: id });
        return true;
      }),
    enrol: ({ id, tokenHash, keyHash, certificate }) =>
      chain.transaction((append) => {
        const outcome = judgeToken(select.get(id), { tokenHash, keyHash, nowMs: nowMs() });
        if (outcome !== 'enrolled') return outcome;
        useToken.run(keyHash, id);
        revokeCertificates.run(nowMs(), id);
        keep(id, certificate);
        noteAct(append, 'collector-enrol', { collector: id, serial: certificate.serial });
        return outcome;
      }),
    renew: (id, { by, certificate }) =>
      chain.transaction((append) => {
        // A request may be under way for long: it was let in before the revocation.
        const known = reads.certificate(by);
        if (known?.collector !== id || known.isRevoked) return false;
        keep(id, certificate);
        noteAct(append, 'collector-renew', { collector: id, serial: certificate.serial });
        return true;
      }),
    noteSeen: (id, said) =>
      chain.transaction((append) => {
        const before = parseRuns(selectSeen.get(id));
        const { isDoubled, ...runs } = followRuns(before, said.run, nowMs());
        if (isDoubled && runs.doubledMs !== before.doubledMs)
          noteAct(append, 'collector-doubled', { collector: id, run: said.run, other: before.run ?? '' });
        seen.run(id, nowMs(), canonicalJson({ ...said, runs }));
        return isDoubled ? 'doubled' : 'alone';
      }),
  };
}

function judgeToken(
  row: SqlRow | undefined,
  given: { readonly tokenHash: string; readonly keyHash: string; readonly nowMs: number },
): EnrolmentOutcome {
  if (row === undefined) return 'unknown';
  if (optionalIntegerOf(row, 'revoked_ms') !== undefined) return 'revoked';
  if (optionalTextOf(row, 'token_hash') !== given.tokenHash) return 'unknown';
  if (integerOf(row, 'token_ends_ms') <= given.nowMs) return 'expired';
  const usedBy = optionalTextOf(row, 'token_key');
  return usedBy === undefined || usedBy === given.keyHash ? 'enrolled' : 'used';
}
