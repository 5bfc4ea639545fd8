import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHistory } from '#ledger/history/history.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import type { FormsContext } from '#plan/collecting/forms-context.ts';
import { markOf } from '#plan/drafts/cell-text.ts';
import { PAPER_QUESTIONS } from '#portal/papers/paper-questions.ts';
import { createFormReads } from '#server/papers/read-forms.ts';
import { createPlanReads } from '#server/papers/read-plans.ts';
import { megabytes, recordCity, seconds, timed } from './plan-forms.ts';

const YEAR = 2025;
const PAGES = 40;

/**
 * The form of the largest unit of a made-up city, filled in on its pages: pages at random without a draft and with one in which all
 * of its devices are told of, a page saved, the whole checked, taken as XLSX, and handed in.
 */
export async function benchPlanDrafts({ devices }: { readonly devices: number }): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-bench-'));
  try {
    const [config, ledger] = [join(dir, 'city'), join(dir, 'ledger.sqlite')];
    await recordCity({ devices, config, ledger });
    const store = recordStore(ledger);
    const reader = store.openReader();
    const openPlan = createPlanReads({ store, reader, folder: config, timeZone: 'Asia/Ho_Chi_Minh' });
    const openForms = createFormReads({ reader, openPlan });
    const nowMs = Date.UTC(2025, 10, 19);
    const context = {
      ...{
        store,
        reader,
        nowMs,
        timeZone: 'Asia/Ho_Chi_Minh',
        parties: readHistory(reader, { devices: 'left-out' }),
      },
      openPlan: () => openPlan(nowMs),
      openForms: (year: number) => openForms(year, nowMs),
      openMail: () => Promise.reject(new Error('no mail is sent')),
      secretContracts: () => new Set<string>(),
      who: { account: 'bench', role: 'dost', party: 'dost', scope: 'city', seesSecret: true },
    } as const;
    const { context: forms } = await openForms(YEAR, nowMs);
    const largest = forms.units.toSorted((a, b) => countOf(forms, b) - countOf(forms, a))[0]?.agency.id ?? '';
    const unit = { year: YEAR, unit: largest };
    const again = createFormReads({
      reader,
      openPlan: createPlanReads({ store, reader, folder: config, timeZone: 'Asia/Ho_Chi_Minh' }),
    });
    const [, opening] = await timed(() => again(YEAR, nowMs));
    const ask = async (page: number) =>
      structuredClone(
        await PAPER_QUESTIONS['draft-sheet'].answer(context, { ...unit, sheet: 'devices', page }),
      );
    const first = await ask(1);
    const pages = Math.ceil(first.total / first.rows.length);
    const random = (index: number) => 1 + ((index * 7_919) % pages);
    const empty = await timesOf((index) => ask(random(index)));
    const search = await timesOf(() =>
      PAPER_QUESTIONS['draft-sheet'].answer(context, {
        ...unit,
        sheet: 'devices',
        page: 1,
        search: 'nguyen',
      }),
    );

    const keys = (forms.fleet.devices.get(largest) ?? []).map(({ key }) => key);
    const none = markOf('');
    const changes = keys.flatMap((row) =>
      [
        ['in_use', 'Có'],
        ['state', 'Hoạt động tốt'],
        ['since', '3/9/2025'],
        ['note', 'Đã kiểm tra'],
      ].map(([column = '', text = '']) => ({ row, column, was: none, text })),
    );
    const [, filling] = await timed(async () =>
      PAPER_QUESTIONS['draft-save'].answer(context, { ...unit, sheets: [['devices', changes]] }),
    );
    const full = await timesOf((index) => ask(random(index)));
    const saving = await timesOf(async (index) => {
      const row = keys[index * 31] ?? '';
      const change = { row, column: 'note', was: markOf('Đã kiểm tra'), text: `Đã sửa ${index}` };
      return await PAPER_QUESTIONS['draft-save'].answer(context, {
        ...unit,
        sheets: [['devices', [change]]],
      });
    });
    const [checked, checking] = await timed(async () => PAPER_QUESTIONS['draft-check'].answer(context, unit));
    const [file, writing] = await timed(async () => PAPER_QUESTIONS['draft-file'].answer(context, unit));
    const [done, handing] = await timed(async () =>
      PAPER_QUESTIONS['draft-hand-in'].answer(context, { ...unit, seen: checked.content }),
    );
    reader.close();
    const table: readonly (readonly [string, string])[] = [
      ['devices / of the unit / pages', `${devices} / ${first.total} / ${pages}`],
      ['what is on record read, for the first page', seconds(opening)],
      ['a page, nothing typed yet (median / p99)', empty],
      ['a search (median / p99)', search],
      [`${changes.length} cells put into the draft`, seconds(filling)],
      ['a page of that draft (median / p99)', full],
      ['a cell of it saved (median / p99)', saving],
      ['all of it checked', `${seconds(checking)}, ${checked.flawCount} problems`],
      ['taken as XLSX', `${seconds(writing)}, ${megabytes(file.content.length)}`],
      ['handed in', `${seconds(handing)}, ${done.outcome}`],
      ['memory at the end', megabytes(process.memoryUsage().rss)],
    ];
    return ['| plan drafts | |', '|---|---|', ...table.map(([name, value]) => `| ${name} | ${value} |`)].join(
      '\n',
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const countOf = ({ fleet }: FormsContext, { agency }: { readonly agency: { readonly id: string } }): number =>
  fleet.devices.get(agency.id)?.length ?? 0;

async function timesOf(work: (index: number) => unknown): Promise<string> {
  const times: number[] = [];
  for (let index = 0; index < PAGES; index++) {
    const startedMs = performance.now();
    await work(index);
    times.push(performance.now() - startedMs);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(0)} ms`;
  return `${at(0.5)} / ${at(0.99)}`;
}
