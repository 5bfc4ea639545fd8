import { describe, expect, it } from 'vitest';
import { type Candidate, rank } from '#reports/figures/measured/ranking-section.ts';

const WINDOW = { fromMs: 0, toMs: 3_000 };
const SETTINGS = {
  window: WINDOW,
  minimumCoveragePpm: 500_000,
  mostListed: 2,
  secretSites: 'leave-out',
} as const;

const candidate = (
  id: string,
  [upMs, downMs, unknownMs = 0]: readonly number[],
  rest: Partial<Candidate> = {},
): Candidate => ({
  id,
  measured: { upMs: upMs ?? 0, degradedMs: 0, downMs: downMs ?? 0, unknownMs, outOfServiceMs: 0 },
  outages: 0,
  isSecret: false,
  ...rest,
});

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

describe('a ranking', () => {
  it('compares exactly, and puts ties in the order of ids', () => {
    const year = 31_536_000_000_000;
    const { worst, best } = rank(
      [
        candidate('c', [year - 1, 1]),
        candidate('b', [year - 2, 2]),
        candidate('a', [year - 1, 1]),
        candidate('d', [year * 2 - 2, 2]),
      ],
      { ...SETTINGS, mostListed: 4 },
    );
    expect(idsOf(worst)).toEqual(['b', 'a', 'c', 'd']);
    expect(idsOf(best)).toEqual(['a', 'c', 'd', 'b']);
  });

  it('leaves out what is hardly known, what was hardly there, and secret places, and counts them', () => {
    const { worst, belowCoverage, secretLeftOut } = rank(
      [
        candidate('half', [1_400, 100, 1_500]),
        candidate('little', [1_000, 499, 1_501]),
        candidate('new', [0, 99]),
        candidate('never', [0, 0, 3_000]),
        candidate('secret', [0, 3_000], { isSecret: true }),
      ],
      SETTINGS,
    );
    expect(idsOf(worst)).toEqual(['half']);
    expect({ belowCoverage, secretLeftOut }).toEqual({ belowCoverage: 3, secretLeftOut: 1 });
  });

  it('names secret places where they are asked for', () => {
    const { worst } = rank([candidate('secret', [0, 3_000], { isSecret: true })], {
      ...SETTINGS,
      secretSites: 'include',
    });
    expect(idsOf(worst)).toEqual(['secret']);
    expect(worst[0]).not.toHaveProperty('isSecret');
  });
});
