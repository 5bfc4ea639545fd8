import { describe, expect, test } from 'vitest';
import { checkFiling } from '#contracts/claims/check-filing.ts';
import { checkHearing, checkWithdrawal } from '#contracts/claims/hearing.ts';
import { refused } from '#contracts/statements/build-statement.ts';
import { CamwatchError } from '#core/errors.ts';
import type { FiledClaim } from '#ledger/decisions/claim-bodies.ts';
import { type Claim, findClaim } from '#ledger/decisions/claims.ts';
import { DecisionError } from '#ledger/decisions/decision-error.ts';
import { checkAddedWork, findWork } from '#ledger/decisions/works.ts';
import { refuseUnknown } from '#plan/state/refuse-unknown-names.ts';

const HOUR_MS = 3_600_000;
const context = { nowMs: 100 * HOUR_MS, at: (atMs: number) => `${atMs / HOUR_MS}h` };
const none: ReadonlyMap<string, Claim> = new Map();

const filed: FiledClaim = {
  contract: 'keeper',
  cause: 'power-cut',
  fromMs: 10 * HOUR_MS,
  toMs: 12 * HOUR_MS,
  entities: ['device:cam-1'],
  selector: '--device cam-1',
  by: 'contractor:a',
  against: [],
  evidence: 'x',
  receivedMs: 100 * HOUR_MS,
  decideByMs: 200 * HOUR_MS,
  hearForMs: HOUR_MS,
  files: [],
};
const outage = { entity: 'device:cam-1' as const, fromMs: 10 * HOUR_MS, toMs: 12 * HOUR_MS };
const file = (claim: Partial<FiledClaim>, outages = [outage], withinMs = 1_000 * HOUR_MS) =>
  checkFiling(none, { ...filed, ...claim }, { ...context, outages, withinMs });

function saidBy(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof CamwatchError) return error.said;
    throw error;
  }
  throw new Error('expected a refusal');
}

describe('a refusal is said in English and in Vietnamese', () => {
  test.each([
    ['a time that is none', () => file({ toMs: 9 * HOUR_MS })],
    ['a time to come', () => file({ toMs: 101 * HOUR_MS })],
    ['a cut that is too short', () => file({ cut: { fromMs: 11 * HOUR_MS, toMs: 12 * HOUR_MS } })],
    ['no outage', () => file({}, [])],
    ['no paper', () => file({ receivedMs: 20 * HOUR_MS })],
    ['too late', () => file({}, [outage], HOUR_MS)],
    ['no such claim', () => findClaim(none, '7')],
    ['no such claim to hear', () => checkHearing(none, '7', { party: 'dost' }, context)],
    ['no such claim to withdraw', () => checkWithdrawal(none, '7', { by: 'dost' }, context)],
    ['no such work', () => findWork(new Map(), '7')],
    [
      'work that had ended',
      () =>
        checkAddedWork(
          new Map(),
          {
            fromMs: 1,
            toMs: 2,
            entities: ['device:cam-1'],
            selector: '',
            announcedMs: 3,
            by: 'dost',
            reason: 'x',
            files: [],
          },
          context,
        ),
    ],
    [
      'an agency that is unknown',
      () => refuseUnknown('task II.1', 'so-x', new Set(['so-y']), { en: 'an agency', vi: 'một đơn vị' }),
    ],
    [
      'a statement',
      () => {
        throw refused('c-1:2026-11', { en: 'has no draft', vi: 'chưa có dự thảo' });
      },
    ],
  ])('%s', (_what, work) => {
    const { en, vi } = saidBy(work);

    expect(en).toMatch(/^[ -~]+$/);
    expect(vi).not.toBe(en);
    expect(vi).toMatch(/[ăâđêôơưàáạảãèéẹẻẽìíịỉĩòóọỏõùúụủũỳýỵỷỹầấậẩẫằắặẳẵềếệểễồốộổỗờớợởỡừứựửữ]/);
  });

  test('to whoever reads the message alone it is the English one', () => {
    const error = new DecisionError('CLAIM_REFUSED', { en: 'no', vi: 'không' });

    expect(error.message).toBe('no');
    expect(error.said).toEqual({ en: 'no', vi: 'không' });
  });
});
