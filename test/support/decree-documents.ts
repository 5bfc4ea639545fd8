import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReportContext } from '#cli/reports/report-context.ts';
import { createTerminal } from '#cli/shell/terminal.ts';
import { renderDocx } from '#documents/docx/render-docx.ts';
import type { OfficialDocument } from '#documents/model/document.ts';
import { loadPlan } from '#plan/definition/load-plan.ts';
import { buildUrgingLetter } from '#plan/reminders/build-urging-letter.ts';
import { buildDocument } from '#reports/actions/build-document.ts';
import { makeFigures } from '#reports/actions/make-figures.ts';
import type { ReportContext } from '#reports/actions/report-context.ts';
import { CONFIG_HOME } from './camwatch.ts';
import { type Docx, readDocx } from './docx-reader.ts';
import { simulateYear } from './figures-year.ts';
import { HANOI, HANOI_DIR, HANOI_TIME_ZONE } from './hanoi.ts';

/** What an office sets before it signs, with a number and a day for each document. */
const SET = `
  agency_symbol: SKHCN
  drafting_unit: CĐS
  copies: 3
  drafter_mark: NVA
  signer: { authority: KT., on_behalf_of: GIÁM ĐỐC, post: PHÓ GIÁM ĐỐC, name: Nguyễn Văn An }
  agencies:
    so-xay-dung: { signer: { post: GIÁM ĐỐC, name: Trần Thị Bình }, drafting_unit: QLGT, years: [{ year: 2025, number: '12', date: 2025-11-18 }] }
    cong-an-thanh-pho: { agency_symbol: CATP, drafting_unit: PC08, years: [{ year: 2025, number: '107', date: 2026-03-09 }] }
    ubnd-phuong-ba-dinh: { drafting_unit: VP, years: [{ year: 2025, number: '3', date: 2026-02-09 }] }
`;
const ADDRESSEES = 'addressees: [Ủy ban nhân dân thành phố Hà Nội]';
const TWO_ADDRESSEES = 'addressees: [Ủy ban nhân dân thành phố Hà Nội, Ban Chỉ đạo chuyển đổi số Thành phố]';
const YEAR = '{ year: 2025, from: 2024-12-01, to: 2025-11-16, deadline: 2025-11-30 }';
const REGISTERED_YEAR = `{ year: 2025, from: 2024-12-01, to: 2025-11-16, deadline: 2025-11-30, number: '5', date: 2025-12-05 }`;

export interface DecreeDocument {
  readonly model: OfficialDocument;
  readonly docx: Docx;
}

export interface DecreeDocuments {
  readonly city: DecreeDocument;
  /** The same in its electronic form, as the sample has it: no number, no day, nobody who signs. */
  readonly electronic: DecreeDocument;
  readonly department: DecreeDocument;
  readonly police: DecreeDocument;
  readonly ward: DecreeDocument;
  readonly letter: DecreeDocument;
}

/** The documents of the made-up year of the sample city as an office would sign them. */
export async function makeDecreeDocuments(): Promise<DecreeDocuments> {
  const dir = mkdtempSync(join(tmpdir(), 'camwatch-decree-'));
  try {
    const ledger = join(dir, 'ledger.sqlite');
    await simulateYear(ledger);
    const config = signedConfig(dir);
    const signed = await contextOf(config, ledger);
    const sample = await contextOf(HANOI_DIR, ledger);
    return {
      city: await reportOf(signed),
      electronic: await reportOf(sample),
      department: await reportOf(signed, 'so-xay-dung'),
      police: await reportOf(signed, 'cong-an-thanh-pho'),
      ward: await reportOf(signed, 'ubnd-phuong-ba-dinh'),
      letter: await letterOf(config),
    };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function signedConfig(dir: string): string {
  const config = join(dir, 'config');
  cpSync(HANOI_DIR, config, { recursive: true });
  const file = join(config, 'plan.yaml');
  const plan = readFileSync(file, 'utf8');
  const changed = [
    ['  variant: electronic\n', `  variant: paper${SET}`],
    [ADDRESSEES, TWO_ADDRESSEES],
    [YEAR, REGISTERED_YEAR],
  ].reduce((text, [from = '', to = '']) => {
    if (!text.includes(from)) throw new Error(`plan.yaml has no ${JSON.stringify(from)}`);
    return text.replace(from, to);
  }, plan);
  writeFileSync(file, changed);
  return config;
}

const contextOf = (config: string, ledger: string): Promise<ReportContext> =>
  openReportContext(
    { config, ledger },
    {
      terminal: createTerminal(process.stdout, process.stderr),
      stop: new AbortController().signal,
      env: { XDG_CONFIG_HOME: CONFIG_HOME },
      language: 'en',
      reportProblem: () => undefined,
    },
  );

async function reportOf(context: ReportContext, agency?: string): Promise<DecreeDocument> {
  const { document, sha256 } = await makeFigures(context, {
    year: 2025,
    recordedBeforeMs: Date.parse('2025-11-20T00:00:00Z'),
    ...(agency !== undefined && { agency }),
  });
  return await rendered(await buildDocument(document, sha256));
}

async function letterOf(config: string): Promise<DecreeDocument> {
  const definition = await loadPlan(config, { timeZone: HANOI_TIME_ZONE });
  const agency = HANOI.inventory.agencies.get('ubnd-phuong-ba-dinh');
  const [year] = definition?.report.years ?? [];
  const [rule] = definition?.reminders.matrix ?? [];
  if (!definition || !agency || !year || !rule) throw new Error('expected the sample plan');
  const unit = { agency, year, rule, state: 'not-sent', problems: [], daysLeft: -3, id: 'letter:1' } as const;
  return await rendered(
    buildUrgingLetter({
      unit,
      definition,
      missing: [{ text: 'Biểu mẫu báo cáo năm 2025' }, { text: 'Tiến độ nhiệm vụ II.6' }] as never,
      remindedDates: ['2025-10-21'],
      sender: { id: definition.report.agency, name: 'Sở Khoa học và Công nghệ' },
      asOfDate: '2025-11-23',
      asOfMs: Date.parse('2025-11-23T00:00:00+07:00'),
    }),
  );
}

const rendered = async (model: OfficialDocument): Promise<DecreeDocument> => ({
  model,
  docx: readDocx(await renderDocx(model)),
});
