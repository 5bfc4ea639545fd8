import { describe, expect, test } from 'vitest';
import { checkDecision, type DecisionContext } from '#contracts/claims/check-decision.ts';
import { checkFiling } from '#contracts/claims/check-filing.ts';
import { checkHearing, checkWithdrawal } from '#contracts/claims/hearing.ts';
import type { DecidedClaim, FiledClaim } from '#ledger/decisions/claim-bodies.ts';
import { foldClaims } from '#ledger/decisions/claims.ts';
import type { Decision } from '#ledger/record/decisions.ts';
import { atHour, decisionRows, filedClaim, hour } from '#test/support/decisions.ts';

const context = { nowMs: hour(110), at: atHour };
const OUTAGE = { entity: 'device:cam-1', fromMs: hour(10), toMs: hour(13) } as const;
const ALL_DAY = { outages: [OUTAGE], withinMs: hour(360) } as const;

const PAPER = { name: 'letter.pdf', sha256: 'f'.repeat(64), sizeBytes: 1 };

const claimsOf = (...steps: Parameters<typeof decisionRows>[0]) => foldClaims(decisionRows(steps));
const FILED = claimsOf(['1', 'file', filedClaim()]);

describe('checkFiling', () => {
  const file = (given: Partial<FiledClaim>, rest: Partial<Parameters<typeof checkFiling>[2]> = {}) =>
    checkFiling(new Map(), filedClaim({ receivedMs: hour(110), ...given }), {
      ...context,
      ...ALL_DAY,
      ...rest,
    });

  test('a claim in time for an outage is in order', () => {
    expect(() => file({})).not.toThrow();
  });

  test.each<[Partial<FiledClaim>, Partial<Parameters<typeof checkFiling>[2]>, string]>([
    [{ toMs: hour(10) }, {}, 'expected a time that ends after it begins, got hour 10 to hour 10'],
    [{ toMs: hour(111) }, {}, 'expected a time that has passed, got one that ends hour 111'],
    [
      {},
      { outages: [] },
      'expected an outage of what is claimed for between hour 10 and hour 13, found none on record',
    ],
    [
      {},
      { withinMs: hour(96) },
      'expected a claim at the latest hour 109 for an outage that ended hour 13, got one that came in hour 110 (device:cam-1)',
    ],
    [
      { receivedMs: hour(9), files: [PAPER] },
      {},
      'expected a claim that came in after its outage began hour 10, got one that came in hour 9 (device:cam-1)',
    ],
    [
      { receivedMs: hour(11), files: [PAPER] },
      { outages: [OUTAGE, { entity: 'link:l-1', fromMs: hour(12) }] },
      'expected a claim that came in after its outage began hour 12, got one that came in hour 11 (link:l-1)',
    ],
    [{ receivedMs: hour(111) }, {}, 'expected a claim that has come in, got hour 111'],
    [
      { receivedMs: hour(100) },
      {},
      'expected the paper of a claim that came in before it is recorded, got none for hour 100 (--attach FILE)',
    ],
    [
      { cut: { fromMs: hour(11), toMs: hour(13) } },
      {},
      'expected a power cut that covers what is claimed and is over, got hour 11 to hour 13',
    ],
  ])('refuses %o %o', (given, rest, message) => {
    expect(() => file(given, rest)).toThrow(message);
  });

  test('a claim may come in at the moment its outage begins', () => {
    expect(() => file({ receivedMs: hour(10), files: [PAPER] })).not.toThrow();
  });

  test('an outage that lasts has not ended too long ago', () => {
    expect(() =>
      file({}, { outages: [{ entity: 'device:cam-1', fromMs: hour(10) }], withinMs: 1 }),
    ).not.toThrow();
  });

  test('the same claim is refused the second time, unless it was withdrawn', () => {
    const withdrawn = claimsOf(
      ['1', 'file', filedClaim()],
      ['1', 'withdraw', { by: 'contractor:a', reason: 'Wrong day' }],
    );
    const again = (claims: typeof FILED) => () =>
      checkFiling(claims, filedClaim({ receivedMs: hour(110) }), { ...context, ...ALL_DAY });

    expect(again(FILED)).toThrow('expected a claim that is not on record, got that of claim 1 (filed)');
    expect(again(withdrawn)).not.toThrow();
  });
});

describe('checkDecision', () => {
  const accept = { by: 'agency:x', verdict: 'accepted', reason: 'Checked' } as const;
  const decide = (
    claims: typeof FILED,
    decided: Partial<DecidedClaim> = {},
    rest: Partial<DecisionContext> = {},
  ) =>
    checkDecision(
      claims,
      '1',
      { ...accept, ...decided },
      { ...context, author: 'chi', deciders: new Set(['agency:x', 'dost']), affected: [], ...rest },
    );

  test.each(['agency:x', 'dost'] as const)('%s may decide, wholly or in part', (by) => {
    expect(() => decide(FILED, { by })).not.toThrow();
    expect(() => decide(FILED, { by, fromMs: hour(11), entities: ['device:cam-2'] })).not.toThrow();
  });

  test.each<[string, Partial<DecidedClaim>, Partial<DecisionContext>, string]>([
    [
      'the filer',
      { by: 'contractor:a' },
      {},
      'expected another party than contractor:a to decide claim 1, which it filed itself',
    ],
    [
      'the account of the filer',
      {},
      { author: 'an' },
      'expected another account than an to decide claim 1, which it put on record itself (--author)',
    ],
    ['a stranger', { by: 'agency:y' }, {}, 'expected agency:x or dost to decide claim 1, got agency:y'],
    [
      'more time',
      { toMs: hour(14) },
      {},
      'expected a part of claim 1, which is hour 10 to hour 13, got hour 10 to hour 14',
    ],
    [
      'another device',
      { entities: ['device:cam-3'] },
      {},
      'expected devices and links of claim 1, got device:cam-3',
    ],
  ])('refuses %s', (_, decided, rest, message) => {
    expect(() => decide(FILED, decided, rest)).toThrow(message);
  });

  test('the filer cannot decide where it is an agency, however much it may otherwise', () => {
    const claims = claimsOf(['1', 'file', filedClaim({ by: 'agency:x' })]);

    expect(() => decide(claims)).toThrow('expected another party than agency:x to decide claim 1');
    expect(() => decide(claims, { by: 'dost' })).not.toThrow();
  });

  test.each([
    [{ fromMs: hour(9) }, undefined],
    [{ toMs: hour(14) }, undefined],
    [{ fromMs: hour(11), toMs: hour(13) }, undefined],
    [
      { fromMs: hour(12) },
      'expected a power cut that covers what is accepted and is over, got hour 12 to hour 13',
    ],
    [
      { toMs: hour(12) },
      'expected a power cut that covers what is accepted and is over, got hour 11 to hour 12',
    ],
    [
      { toMs: hour(9_000) },
      'expected a power cut that covers what is accepted and is over, got hour 11 to hour 9000',
    ],
  ])('a decision says when the power was off: %j', (cut, message) => {
    const claims = claimsOf(['1', 'file', filedClaim()]);
    const check = () => decide(claims, { fromMs: hour(11), cut });

    if (message === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(message);
  });

  test('a decision says when the power was off of a power cut alone', () => {
    const claims = claimsOf(['1', 'file', filedClaim({ cause: 'vandalism' })]);

    expect(() => decide(claims, { cut: { fromMs: hour(9) } })).toThrow(
      'expected a claim for a power cut to say when the power was off, got claim 1 for vandalism',
    );
  });

  test('what was decided is not decided again', () => {
    const claims = claimsOf(
      ['1', 'file', filedClaim()],
      ['1', 'decide', { by: 'dost', verdict: 'rejected', reason: 'No cut' }],
    );

    expect(() => decide(claims)).toThrow(
      'expected a claim that waits for its decision, got claim 1, which dost has rejected hour 101',
    );
  });

  describe('hearing', () => {
    const asked: Partial<Decision> = { recordedMs: hour(101) };
    const against = filedClaim({ against: ['contractor:b'] });
    const ask = { party: 'contractor:b', by: 'agency:x' } as const;

    test('a party that is blamed, or whose figures would change, is heard first', () => {
      const claims = claimsOf(['1', 'file', against]);

      expect(() => decide(claims, {}, { affected: ['contractor:c', 'contractor:a'] })).toThrow(
        'expected everybody whom claim 1 touches to have been heard, but not yet: contractor:b (not asked yet), contractor:c (not asked yet) (camwatch claim hear 1 --party …)',
      );
    });

    test('a rejection moves no blame, and needs no hearing', () => {
      expect(() => decide(claimsOf(['1', 'file', against]), { verdict: 'rejected' })).not.toThrow();
    });

    test('who was heard was heard', () => {
      const claims = claimsOf(['1', 'file', against], ['1', 'hear', { ...ask, says: 'Not our line' }]);

      expect(() => decide(claims)).not.toThrow();
    });

    test('who was asked has its time to answer, and no more', () => {
      const claims = claimsOf(['1', 'file', against], ['1', 'ask', ask, asked]);

      expect(() => decide(claims, {}, { nowMs: hour(125) - 1 })).toThrow(
        'contractor:b (may answer until hour 125)',
      );
      expect(() => decide(claims, {}, { nowMs: hour(125) })).not.toThrow();
    });

    test('who decides needs no hearing', () => {
      const claims = claimsOf(['1', 'file', filedClaim({ against: ['agency:x'] })]);

      expect(() => decide(claims)).not.toThrow();
      expect(() => decide(claims, { by: 'dost' })).toThrow('agency:x (not asked yet)');
    });
  });
});

test('only the filer withdraws, and only what is not decided', () => {
  expect(() => checkWithdrawal(FILED, '1', { by: 'contractor:a' }, context)).not.toThrow();
  expect(() => checkWithdrawal(FILED, '1', { by: 'dost' }, context)).toThrow(
    'expected contractor:a, which filed claim 1, to withdraw it, got dost',
  );
});

test('the filer has spoken by its claim', () => {
  expect(() => checkHearing(FILED, '1', { party: 'contractor:b' }, context)).not.toThrow();
  expect(() => checkHearing(FILED, '1', { party: 'contractor:a' }, context)).toThrow(
    'expected another party than contractor:a, which filed claim 1',
  );
});
