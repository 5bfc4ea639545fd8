import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { buildObjection, type NewObjection } from '#contracts/actions/statements/object-to-statement.ts';
import type { ContractSettlement } from '#contracts/settle/contract-settlement.ts';
import {
  type Agreement,
  buildDraft,
  buildIssue,
  buildRestatement,
} from '#contracts/statements/build-statement.ts';
import { expectUnchanged, readFiled, recordStatement } from '#contracts/statements/record-statement.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { readLife } from '#contracts/statements/statement-register.ts';
import { sealStatement } from '#contracts/statements/statement-seal.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { AFTER_MS, factsOf, settlementOf } from './settlement.ts';
import { stretch } from './sla-input.ts';
import { openTempReader, tempFolder } from './temp-ledger.ts';

const ID = 'c-1:2026-11';

/** A ledger to record statements of made-up settlements in. */
export function statementLedger() {
  const folder = tempFolder();
  const ledger = join(folder, 'ledger.sqlite');
  const key = loadStatementKey(join(folder, 'key.pem'));
  let nowMs = AFTER_MS;
  const decisions = openDecisions(ledger, { author: 'an', nowMs: () => nowMs });
  onTestFinished(() => decisions.close());
  const reader = openTempReader(ledger);
  const rows = () => [...reader.decisions('statement')];
  const life = () => readLife(rows(), ID);
  const facts = (settlement: ContractSettlement = settlementOf()) =>
    factsOf(key, rows(), { settlement, nowMs, recordedBeforeMs: nowMs });
  const document = () => {
    const { latest } = life();
    if (!latest) throw new Error('expected a statement on record');
    return readFiled(ledger, latest);
  };
  const record = (sealed: ReturnType<typeof sealStatement>, replaces?: string) =>
    recordStatement(decisions, life(), sealed, {
      ledger,
      out: join(folder, `${sealed.document.state}-${nowMs}-${sealed.document.number}.json`),
      overwrite: false,
      ...(replaces === undefined ? {} : { replaces }),
    });
  return {
    folder,
    ledger,
    key,
    rows,
    life,
    decisions,
    document,
    record,
    wait: (ms: number) => {
      nowMs += ms;
    },
    draft: (settlement?: ContractSettlement) => record(sealStatement(buildDraft(facts(settlement)), key)),
    redraft: (settlement: ContractSettlement, why: string) => {
      const { draft: _, ...rest } = life();
      return record(sealStatement(buildDraft({ ...facts(settlement), life: rest }), key), why);
    },
    object: (objection: Partial<NewObjection> = {}, draft = document()) => {
      const body = buildObjection(
        life(),
        draft,
        { lines: [], outages: [], entities: [], by: 'contractor:a', why: 'mất điện', ...objection },
        nowMs,
      );
      return decisions.append(
        'statement',
        { id: ID, action: 'objected', body: { ...body, files: [] } },
        expectUnchanged(life()),
      );
    },
    issue: (settlement?: ContractSettlement, agreement?: Agreement) =>
      record(sealStatement(buildIssue(facts(settlement), document(), agreement ? { agreement } : {}), key)),
    restate: (settlement: ContractSettlement, why: string) =>
      record(sealStatement(buildRestatement(facts(settlement), document(), why), key)),
  };
}

/** A settlement of a shorter outage, below no tier. */
export const shorter = () =>
  settlementOf({ cameras: [{ down: [stretch('2026-11-05T08:00', '2026-11-06T20:00')] }, {}] });
