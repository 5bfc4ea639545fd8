import { describe, expect, test } from 'vitest';
import { claimEntry } from '#contracts/dossier/claim-entries.ts';
import { acceptedClaims } from '#contracts/settle/accepted.ts';
import { findClaim, foldClaims } from '#ledger/decisions/claims.ts';
import { decisionRows, filedClaim, hour } from '#test/support/decisions.ts';

const decide = (rest: object) => ({ by: 'agency:x', reason: 'As the power company says', ...rest });

describe('foldClaims', () => {
  test('a claim is what its rows add up to, each step with its author', () => {
    const rows = decisionRows([
      ['1', 'file', filedClaim()],
      ['1', 'ask', { party: 'contractor:b', by: 'agency:x' }],
      ['1', 'hear', { party: 'contractor:b', by: 'agency:x', says: 'Not ours' }, { author: 'binh' }],
      ['1', 'decide', decide({ verdict: 'accepted', affected: ['contractor:b'] }), { author: 'chi' }],
    ]);

    const claim = foldClaims(rows).get('1');

    expect(claim).toMatchObject({
      id: '1',
      author: 'an',
      recordedMs: hour(100),
      interval: { fromMs: hour(10), toMs: hour(13) },
      hearings: [
        { party: 'contractor:b', seq: 2 },
        { party: 'contractor:b', says: 'Not ours', author: 'binh' },
      ],
      status: 'accepted',
      decision: { author: 'chi', by: 'agency:x', affected: ['contractor:b'] },
    });
  });

  test.each([
    ['all of it', {}, 'accepted'],
    ['an hour less', { toMs: hour(12) }, 'accepted-in-part'],
    ['one of two devices', { entities: ['device:cam-1'] }, 'accepted-in-part'],
  ])('what is accepted is %s', (_, part, status) => {
    const rows = decisionRows([
      ['1', 'file', filedClaim()],
      ['1', 'decide', decide({ verdict: 'accepted', ...part })],
    ]);

    expect(foldClaims(rows).get('1')?.status).toBe(status);
  });

  test('a dossier has when the power was off as the decision found it, and nothing where it found nothing', () => {
    const entryOf = (part: object) => {
      const rows = decisionRows([
        ['1', 'file', filedClaim()],
        ['1', 'decide', decide({ verdict: 'accepted', ...part })],
      ]);
      const claim = findClaim(foldClaims(rows), '1');
      return claimEntry(claim, { endsMs: () => [], withinMs: () => 0, readMs: hour(200) }).decision?.accepted;
    };

    expect(entryOf({ cut: { fromMs: hour(9) } })?.cut).toEqual({ fromMs: hour(9) });
    expect(entryOf({})).not.toHaveProperty('cut');
  });

  test.each([
    ['a decision about nothing', [['1', 'decide', decide({ verdict: 'rejected' })]]],
    [
      'a claim that is filed twice',
      [
        ['1', 'file', filedClaim()],
        ['1', 'file', filedClaim()],
      ],
    ],
    [
      'a step that nobody knows',
      [
        ['1', 'file', filedClaim()],
        ['1', 'appeal', {}],
      ],
    ],
    [
      'a decision after a decision',
      [
        ['1', 'file', filedClaim()],
        ['1', 'decide', decide({ verdict: 'rejected' })],
        ['1', 'decide', decide({ verdict: 'accepted' })],
      ],
    ],
  ] as const)('%s is no history of a claim', (_, steps) => {
    expect(() => foldClaims(decisionRows(steps))).toThrow('it does not follow from the rows before it');
  });

  test('a row that says something else than a claim is told by its number and the part', () => {
    const rows = decisionRows([['1', 'file', { ...filedClaim(), cause: 'rain' }]]);

    expect(() => foldClaims(rows)).toThrow(
      /^row 1 of the ledger \(file of 1\) cannot be read: cause: Invalid option: /,
    );
    expect(() => foldClaims(rows)).toThrow(
      expect.objectContaining({
        said: expect.objectContaining({
          vi: expect.stringMatching(
            /^không đọc được dòng 1 của sổ ghi \(file của 1\): cause: Tùy chọn không hợp lệ: /,
          ),
        }),
      }),
    );
  });

  test('a number that nobody gave is unknown', () => {
    expect(() => findClaim(new Map(), '7')).toThrow(
      'expected the number of a claim that is on record, got "7"',
    );
  });
});

describe('acceptedClaims', () => {
  test('gives what was accepted of the claims of one contract, with the rows that say so', () => {
    const claims = foldClaims(
      decisionRows([
        ['1', 'file', filedClaim({ cut: { fromMs: hour(9), toMs: hour(13) } })],
        ['2', 'file', filedClaim({ contract: 'other' })],
        ['3', 'file', filedClaim()],
        ['1', 'decide', decide({ verdict: 'accepted', fromMs: hour(11), entities: ['device:cam-2'] })],
        ['2', 'decide', decide({ verdict: 'accepted' })],
        ['3', 'decide', decide({ verdict: 'rejected' })],
      ]),
    );

    expect(acceptedClaims(claims.values(), 'keeper')).toEqual([
      {
        id: '1',
        cause: 'power-cut',
        set: [{ fromMs: hour(11), toMs: hour(13) }],
        entities: new Set(['device:cam-2']),
        decidedMs: hour(103),
        claimedFromMs: hour(10),
        cut: { fromMs: hour(9), toMs: hour(13) },
        seqs: [1, 4],
      },
    ]);
  });

  test.each([
    [{}, {}, undefined],
    [
      { cut: { fromMs: hour(9), toMs: hour(13) } },
      { cut: { toMs: hour(14) } },
      { fromMs: hour(9), toMs: hour(14) },
    ],
    [{}, { cut: { fromMs: hour(8) } }, { fromMs: hour(8) }],
  ])('takes the power cut %j, %j as the decision says it, else as the claim does', (filed, decided, cut) => {
    const claims = foldClaims(
      decisionRows([
        ['1', 'file', filedClaim(filed)],
        ['1', 'decide', decide({ verdict: 'accepted', ...decided })],
      ]),
    );

    expect(acceptedClaims(claims.values(), 'keeper')[0]?.cut).toEqual(cut);
  });
});
