import { expect, test } from 'vitest';
import { claimEffects } from '#contracts/actions/claims/claim-effects.ts';
import { settleOnRecord } from '#contracts/actions/statements/settle-on-record.ts';
import { buildDraft, buildIssue } from '#contracts/statements/build-statement.ts';
import { bodyJson, type Filed, readLife } from '#contracts/statements/statement-register.ts';
import type { StatementDocument } from '#contracts/statements/statement-schema.ts';
import { type Claim, findClaim, foldClaims } from '#ledger/decisions/claims.ts';
import { readHistory } from '#ledger/history/history.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { decisionRows, filedClaim } from '#test/support/decisions.ts';
import {
  at,
  camerasWith,
  down,
  inventory,
  LINES,
  period,
  TIME_ZONE,
  watched,
} from '#test/support/settled-city.ts';
import { writeLedger } from '#test/support/settlement-ledger.ts';
import { openTempReader } from '#test/support/temp-ledger.ts';

const PAPER = { name: 'agreed.pdf', sha256: 'b'.repeat(64), sizeBytes: 1 };

const NOW_MS = at('12-05T00:00');
const TERMS = {
  availability: '99.5%',
  excused: ['power-cut'],
  fees: { by_kind: { camera: '100000 VND' } },
  deductions: {
    per: 'device',
    of: 'monthly fee of the device',
    repeat: '50%',
    tiers: [
      { below: '99.5%', amount: '10%' },
      { below: '97%', amount: '40%' },
    ],
  },
};

/** The camera was down for eight hours in October, and for a day in November. */
const city = () =>
  writeLedger([
    inventory({ contracts: [camerasWith(TERMS), LINES] }),
    watched(),
    down('device:cam', at('10-10T08:00'), at('10-10T16:00')),
    down('device:cam', at('11-05T08:00'), at('11-06T08:00')),
  ]);

/** A claim for 18 hours of the outage in November. */
const CLAIM: Claim = findClaim(
  foldClaims(
    decisionRows([
      [
        '1',
        'file',
        {
          ...filedClaim(),
          contract: 'cameras',
          entities: ['device:cam'],
          fromMs: at('11-05T08:00'),
          toMs: at('11-06T02:00'),
        },
      ],
    ]),
  ),
  '1',
);

function effectOf(path: string, readFiled: (filed: Filed) => StatementDocument) {
  const reader = openTempReader(path);
  const [effect] = claimEffects(reader, readHistory(reader), CLAIM, {
    accepted: { interval: CLAIM.interval, entities: CLAIM.entities },
    timeZone: TIME_ZONE,
    nowMs: NOW_MS,
    readFiled,
  });
  return effect;
}

function previewOf(...question: Parameters<typeof effectOf>) {
  const effect = effectOf(...question);
  return [effect?.before.money, effect?.after.money];
}

const rowsOf = (reader: ReturnType<typeof openTempReader>, id: string) =>
  [...reader.decisions('statement')].filter((row) => row.id === id);

/** Issues a statement; only what the ledger keeps of it is written. */
function issue(path: string, label: string): StatementDocument {
  const reader = openTempReader(path);
  const month = period(label);
  const settlement = settleOnRecord(
    reader,
    { contractId: 'cameras', period: month, asOfMs: NOW_MS, recordedBeforeMs: NOW_MS, timeZone: TIME_ZONE },
    { readFiled: () => expect.unreachable() },
  );
  const facts = {
    ...{ settlement, named: {}, nowMs: NOW_MS, recordedBeforeMs: NOW_MS, version: '1' },
    signer: { publicKey: 'key', fingerprint: 'print' },
  };
  const draft = buildDraft({ ...facts, life: readLife([], `cameras:${label}`) });
  const pen = openDecisions(path, { author: 'an', nowMs: () => NOW_MS });
  const file = (action: string, document: StatementDocument) =>
    pen.append('statement', {
      id: document.id,
      action,
      body: bodyJson({
        ...{
          contract: 'cameras',
          period: { ...month },
          number: 0,
          sha256: 'a'.repeat(64),
          fingerprint: 'print',
        },
        ...{ total: document.money.total, disputed: '0', objectionEndsMs: NOW_MS, files: [] },
      }),
    });
  file('drafted', draft);
  const life = readLife(rowsOf(reader, draft.id), draft.id);
  const issued = buildIssue({ ...facts, life }, draft, {
    agreement: { by: `contractor:${draft.contract.contractor}`, files: [PAPER] },
  });
  file('issued', issued);
  pen.close();
  return issued;
}

test('counts a breach as the repeat that the statement will count it as', () => {
  const path = city();

  const first = previewOf(path, () => expect.unreachable());
  const issued = issue(path, '2026-10');
  const second = previewOf(path, () => issued);

  expect(issued.figures.parts[0]?.money.lines).toMatchObject([{ rule: 'deductions', payable: '10000' }]);
  expect(first).toEqual([40_000n, 10_000n]);
  expect(second).toEqual([60_000n, 15_000n]);
});

test('says what is sealed of the period already', () => {
  const path = city();

  const open = effectOf(path, () => expect.unreachable());
  issue(path, '2026-11');
  const sealed = effectOf(path, () => expect.unreachable());

  expect([open?.statement, sealed?.statement]).toEqual([undefined, 'issued']);
});
