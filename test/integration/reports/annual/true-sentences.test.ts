import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareCharts } from '#documents/charts/chart-font.ts';
import type { Block } from '#documents/model/block.ts';
import type { Run } from '#documents/model/rich-text.ts';
import { agencyAnnex } from '#reports/annual/annexes/agency-annex.ts';
import { placeAnnex } from '#reports/annual/annexes/place-annex.ts';
import { registerAnnex } from '#reports/annual/annexes/register-annex.ts';
import { createReportContext } from '#reports/annual/frame/report-context.ts';
import { availabilitySection } from '#reports/annual/sections/availability-section.ts';
import { causeSection } from '#reports/annual/sections/cause-section.ts';
import { conditionSection } from '#reports/annual/sections/condition-section.ts';
import { contractSection } from '#reports/annual/sections/contract-section.ts';
import { directionSection } from '#reports/annual/sections/direction-section.ts';
import { handInSection } from '#reports/annual/sections/hand-in-section.ts';
import { inventorySection } from '#reports/annual/sections/inventory-section.ts';
import { fundingSection } from '#reports/annual/sections/money-section.ts';
import { nextTaskSection } from '#reports/annual/sections/next-year-section.ts';
import { obstacleSection, proposalSection } from '#reports/annual/sections/obstacle-section.ts';
import { openingSection } from '#reports/annual/sections/opening-section.ts';
import { opinionSection } from '#reports/annual/sections/opinion-section.ts';
import { qualitySection } from '#reports/annual/sections/quality-section.ts';
import { agencyRankingAnnex, rankingAnnex } from '#reports/annual/sections/ranking-annex.ts';
import { soundnessSection } from '#reports/annual/sections/soundness-section.ts';
import { summarySection } from '#reports/annual/sections/summary-section.ts';
import { taskSection } from '#reports/annual/sections/task-section.ts';
import type { FiguresDocument } from '#reports/figures/document/annual-figures.ts';
import { createFigureOracle } from '#test/support/figure-oracle.ts';
import { makeUpYears, withOtherCounts } from '#test/support/made-up-years.ts';
import { sentenceProblems } from '#test/support/sentence-problems.ts';

const folder = mkdtempSync(join(tmpdir(), 'camwatch-sentences-'));
let years: ReadonlyMap<string, FiguresDocument>;
beforeAll(async () => {
  await prepareCharts();
  years = await makeUpYears(folder);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true }));

const yearOf = (name: string): FiguresDocument => {
  const found = years.get(name);
  if (!found) throw new Error(`expected a year "${name}", got ${[...years.keys()].join(', ')}`);
  return found;
};

/** All that a report says of what was counted and measured. */
function blocksOf(document: FiguresDocument): readonly Block[] {
  const ranking = document.scope.kind === 'agency' ? agencyRankingAnnex : rankingAnnex;
  const annexes = [registerAnnex, agencyAnnex, placeAnnex, ranking];
  const context = createReportContext(
    document,
    annexes.map(({ name }) => name),
  );
  return [
    openingSection,
    summarySection,
    taskSection,
    fundingSection,
    directionSection,
    opinionSection,
    soundnessSection,
    handInSection,
    obstacleSection,
    proposalSection,
    nextTaskSection,
    inventorySection,
    availabilitySection,
    causeSection,
    contractSection,
    conditionSection,
    qualitySection,
    ...annexes.filter(({ isIn }) => isIn(context)).map(({ blocks }) => blocks),
  ].flatMap((build) => build(context));
}

const problemsOf = (document: FiguresDocument): readonly string[] =>
  sentenceProblems(blocksOf(document), document);

const SEEDS = Array.from({ length: 4 }, (_, index) => index + 1);

describe('every sentence with a number, a "không" or a "chưa" is true of the sealed figures', () => {
  test.each([
    'a city',
    'another seed',
    'no plan',
    'one agency',
    'an agency that ended',
    'a month',
    'nothing measured',
    'no contracts',
    'secret sites named',
    'a year before',
    'statements issued',
    'findings of security',
  ])('%s', (name) => {
    expect(problemsOf(yearOf(name))).toEqual([]);
    for (const seed of SEEDS) expect(problemsOf(withOtherCounts(yearOf(name), seed))).toEqual([]);
  });
});

const figure = (id: string, text: string, value: string): Run => ({
  kind: 'figure',
  figure: id,
  text,
  value,
});

describe('what is not true is found', () => {
  const problems = (...text: readonly (string | Run)[]): readonly string[] =>
    sentenceProblems(
      [
        {
          kind: 'paragraph',
          text: text.map((part) => (typeof part === 'string' ? { kind: 'text', text: part } : part)),
        },
      ],
      yearOf('one agency'),
    );
  const received = 'movement.city.camera.received';

  test('a number that is no figure, and one that is not the sealed one', () => {
    expect(problems('Danh mục có 104 camera.')).toEqual([
      'a number that is no figure: Danh mục có 104 camera.',
    ]);
    expect(problems('danh mục có ', figure('movement.city.camera.closing', '999', '999'), ' camera')).toEqual(
      [expect.stringMatching(/^movement\.city\.camera\.closing: printed 999 \(999\), sealed \d+$/)],
    );
  });

  test('a figure under the words of another', () => {
    const sealed = `${createFigureOracle(yearOf('one agency').sections).value(received)}`;

    expect(problems('tiếp nhận từ ngoài danh mục ', figure(received, sealed, sealed))).toEqual([
      expect.stringContaining(`${received}: nobody knows these words of it`),
    ]);
  });

  test('none of something of which there is some, or of no figure at all', () => {
    expect(problems(figure('movement.city.camera.closing', 'không', '')), 'bound').toEqual([
      expect.stringMatching(/^"không": movement\.city\.camera\.closing is \d+$/),
    ]);
    expect(problems('Trong kỳ không có bất kỳ số liệu nào.'), 'free').toEqual([
      'says that there is none, of no figure: Trong kỳ không có bất kỳ số liệu nào.',
    ]);
    expect(problems(figure('availability', 'chưa', ''), ' đo được.'), 'a part that is there').toEqual([
      '"chưa": availability is there',
    ]);
  });
});
