import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withPlan } from '#cli/plan/with-plan.ts';
import { factsOf } from '#plan/collecting/form-facts-of.ts';
import { buildFormsContext } from '#plan/collecting/forms-context.ts';
import { readFilledForm } from '#plan/drafts/draft-tables.ts';
import { fillInDraft } from '#plan/drafts/fill-in-draft.ts';
import type { DraftCells } from '#plan/drafts/form-draft.ts';
import { judgeDraft } from '#plan/drafts/judge-draft.ts';
import { buildForm } from '#plan/forms/build-form.ts';
import { buildLists } from '#plan/forms/form-lists.ts';
import { contentHash } from '#plan/forms/submitting/submit-form.ts';
import { writeForm } from '#plan/forms/writing/write-form.ts';
import { makeFormsCity } from '#test/support/forms-city.ts';

const cellsOf = (
  typed: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>,
) =>
  Object.fromEntries(
    Object.entries(typed).map(([sheet, rows]) => [
      sheet,
      Object.fromEntries(
        Object.entries(rows).map(([row, cells]) => [
          row,
          Object.fromEntries(Object.entries(cells).map(([column, text]) => [column, [text, 'an', 1]])),
        ]),
      ),
    ]),
  ) as DraftCells;

/** What people type, be it sound, wrong, or hostile. */
const TYPED: Readonly<Record<string, Parameters<typeof cellsOf>[0]>> = {
  'what is sound': {
    devices: {
      'cam-1': { in_use: 'Có', state: 'Hoạt động tốt', since: '3/9/2025' },
      'cam-2': { note: 'Đã thay' },
    },
    tasks: { 'I.1': { progress: '75%', status: 'dang thuc hien', evidence: '12/BC' } },
    funding: { 'mới 1': { source: 'Ngân sách', allocated: '1.500.000.000', disbursed: '1,5 tỷ' } },
    documents: { 'mới 3': { number: '1/UBND', date: 'ngày 3 tháng 9 năm 2025', subject: 'Rà soát' } },
    'next-tasks': { 'mới 1': { text: 'Mở rộng', lead: 'ubnd phuong ba dinh' } },
  },
  'what is wrong in each kind of cell': {
    devices: {
      'cam-1': { in_use: 'Không', state: 'Hoạt động tốt' },
      'cam-2': { since: '30/2/2025', state: 'tốt' },
    },
    tasks: { 'I.1': { progress: '101', status: 'xong' } },
    funding: { 'mới 1': { source: 'A', year: '25', planned: 'nhiều', allocated: '1,234', disbursed: '-1' } },
    trainings: {
      'mới 1': { subject: 'Lớp', date: '2025-13-01', classes: '1,5', units: 'ba', attendees: '10' },
    },
    documents: { 'mới 1': { number: '1' }, 'mới 2': { note: 'x'.repeat(2_001) } },
    obstacles: { 'mới 1': { kind: 'Kiến nghị', text: 'Xin vốn', cause: 'thiếu', since: '1/1/2025' } },
    handovers: {
      'mới 1': { thing: 'cam-9', to: 'UBND phường Ba Đình', at: '1/1/2026' },
      'mới 2': { document: '3' },
    },
  },
  'what asks for a word': {
    funding: { 'mới 1': { source: 'A', allocated: '2500' }, 'mới 2': { source: 'B', allocated: '2500' } },
  },
  'what is hostile': {
    documents: {
      'mới 1': {
        number: '=1+1',
        date: '1/9/2025',
        subject: '<b>&"\'</b> \u202e\u0000\ufffe \ud800 =HYPERLINK("x")',
      },
      'mới 2': { number: "'@SUM", date: '+1', subject: '-2+3|cmd', task: '{toString}' },
    },
    devices: { 'cam-1': { note: '=cmd|"/c calc"!A1', state: '__proto__' } },
  },
  'that there is nothing, beside rows': {
    guide: { nothing: { nothing: 'Có' } },
    documents: { 'mới 1': { number: '1' } },
  },
  'that there is nothing, in no word of the list': { guide: { nothing: { nothing: 'chắc vậy' } } },
  nothing: {},
};

describe('a form that was filled in on the page is judged as the file that it is handed in as', () => {
  it.each(Object.keys(TYPED))('%s', async (name) => {
    const city = await makeFormsCity();
    await withPlan(city, async (plan) => {
      const context = buildFormsContext(plan, 2025);
      const lists = buildLists({ agencies: [...context.agencies.values()], tasks: context.state.tasks });
      const unit = context.units.find(({ agency }) => agency.id === 'police')?.agency;
      if (!unit) throw new Error('expected the police to hand in');
      const form = buildForm(unit, factsOf(context));
      const draft = { unit: 'police', year: 2025, revision: 1, begunAfterSeq: 0, by: 'an', atMs: 1 };
      const filled = fillInDraft(form, { ...draft, cells: cellsOf(TYPED[name] ?? {}) }, lists);
      const direct = await judgeDraft(plan.folder, readFilledForm(filled, lists), context);

      const path = join(city.folder, 'draft.xlsx');
      await writeFile(path, await writeForm(filled));
      const { forms } = await city.collect([path], { dryRun: true });

      const { content, submission, form: read } = forms[0]?.form ?? {};
      expect(submission).toEqual(direct.submission);
      expect(content).toBe(direct.content);
      expect(content).toBe(contentHash(direct.form));
      expect(read?.nothingAt).toEqual(direct.form.nothingAt);
    });
  });
});
