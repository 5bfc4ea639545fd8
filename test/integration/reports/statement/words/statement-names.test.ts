import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import type { IncidentFigures } from '#contracts/response/incident-schema.ts';
import { buildStatementDocument } from '#reports/statement/build-statement-document.ts';
import { figureInWords } from '#reports/statement/figure-in-words.ts';
import { renderStatementXlsx } from '#reports/statement/sheets/render-statement-xlsx.ts';
import type { StatementInput } from '#reports/statement/statement-input.ts';
import { createDocumentWords } from '#reports/statement/words/document-words.ts';
import { documentText } from '#test/support/document-text.ts';
import { settlementOf, TERMS } from '#test/support/settlement.ts';
import { instant, stretch } from '#test/support/sla-input.ts';
import { DOSSIER, NAMES } from '#test/support/statement-dossier.ts';
import { statementLedger } from '#test/support/statement-ledger.ts';

const OPENED_MS = instant('2026-11-05T08:00');
const MISSED = { kept: 0, missed: 1, open: 0, passedOn: 0 };
const CLOCK = { outcome: 'missed', tookMs: 7_200_000, limitMs: 3_600_000, decidedMs: OPENED_MS + 3_600_000 };

const INCIDENTS: IncidentFigures = {
  ...{ fromMs: instant('2026-11-01T00:00'), toMs: instant('2026-12-01T00:00') },
  ...{ asOfMs: instant('2026-12-01T00:00'), opened: 1 },
  response: MISSED,
  restoration: MISSED,
  rows: [
    {
      ...{ incident: 'i-1', root: 'device:cam-1', contractor: 'a', severity: 'minor' },
      ...{ openedMs: OPENED_MS, answeredMs: OPENED_MS + 7_200_000, restoredMs: OPENED_MS + 7_200_000 },
      acknowledged: { atMs: OPENED_MS + 7_200_000, party: 'contractor:a' },
      ...{ open: [], steps: [] },
      response: { ...CLOCK, endMs: OPENED_MS + 7_200_000, running: [] },
      restoration: { ...CLOCK, endMs: OPENED_MS + 7_200_000, running: [] },
    },
  ] as unknown as IncidentFigures['rows'],
};

/** A line that a pending claim would take away, one of an incident, and a target that the incident missed. */
function inputIn(language: 'vi' | 'en'): StatementInput {
  const ledger = statementLedger();
  const terms = { ...TERMS, targets: { ...TERMS.targets, availabilityPpm: 950_000 } };
  const down = { down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] };
  ledger.draft(settlementOf({ terms, cameras: [down] }));
  const document = ledger.document();
  const { byType, total } = document.figures;
  const parts = document.figures.parts.map((part) => ({
    ...part,
    checks: [
      {
        ...{ target: 'response' as const, outcome: 'missed' as const, notMeasured: [] },
        breaches: [{ ref: 'incident:i-1', working: '7200000 ms > 3600000 ms' }],
      },
    ],
  }));
  return {
    document: {
      ...document,
      dossier: DOSSIER,
      figures: { ...document.figures, parts, incidents: INCIDENTS },
      hangsOn: { cases: [{ assume: 'claim-accepted', claim: 'claim:7', byType, total }], lines: [] },
    },
    sha256: '0'.repeat(64),
    names: NAMES,
    words: createDocumentWords('Asia/Ho_Chi_Minh', language),
  };
}

const textIn = (language: 'vi' | 'en') => {
  const { body, annexes } = documentText(buildStatementDocument(inputIn(language)));
  return { body, annexes };
};

describe('the paper of a statement speaks by names', () => {
  test.each([
    [
      'vi',
      'Nếu chỉ đề nghị loại trừ số 7 được chấp thuận',
      'Sự cố mở lúc 08:00 05/11/2026: Camera 1, số 1 Lê Duẩn, Phường Cửa Nam',
    ],
    [
      'en',
      'If claim No. 7 alone were accepted',
      'Incident opened at 2026-11-05 08:00: Camera 1, số 1 Lê Duẩn, Phường Cửa Nam',
    ],
  ] as const)(
    'of claims in assumptions, and of incidents in missed targets, in %s',
    (language, claim, incident) => {
      const { body } = textIn(language);

      expect(body).toContain(claim);
      expect(body).toContain(incident);
      expect(body).not.toMatch(/claim:7|incident:i-1/);
    },
  );

  test.each([
    ['vi', 'bởi Nhà thầu A'],
    ['en', 'by Nhà thầu A'],
  ] as const)('of devices and companies in incidents, in %s', (language, by) => {
    const { annexes } = textIn(language);

    expect(annexes).toContain(`| Camera 1, số 1 Lê Duẩn, Phường Cửa Nam\ncam-1\ni-1 |`);
    expect(annexes).toContain(by);
  });

  test('does not say that nothing was refused where the contract alone is meant', () => {
    const { annexes } = buildStatementDocument(inputIn('vi'));

    const texts = JSON.stringify(annexes);

    expect(texts).toContain('Không có thời gian nào mà điều khoản không cho loại trừ');
    expect(texts).not.toContain('Không có đề nghị nào bị từ chối');
  });
});

describe('the paper of a month whose terms changed', () => {
  /** From the 16th on another target; the incident has an id as the keeper gives it, and a line of money. */
  function changedInput(): StatementInput {
    const input = inputIn('vi');
    const id = `device:cam-1@${OPENED_MS}`;
    const [first] = input.document.figures.parts;
    if (!first) throw new Error('expected a part');
    const turnMs = Date.parse('2026-11-16T00:00+07:00');
    const targets = { restoration: [], availabilityPpm: 995_000 };
    const terms = { ...first.terms, targets };
    const [row] = INCIDENTS.rows;
    const warning: StatementInput['document']['warnings'][number] = {
      ...{ code: 'not-measured', indicator: 'reach', count: 1, of: 2, entities: ['device:cam-1'] },
    };
    return {
      ...input,
      document: {
        ...input.document,
        differences: [
          { where: 'parts › one › aggregate › percent', old: '98', new: '97' },
          { where: 'parts › two › aggregate › percent', old: '96', new: '95' },
          { where: 'total', old: '45000', new: '44000' },
        ],
        warnings: [warning, { ...warning }, { code: 'repeats-unknown-before', period: '2026-10' }],
        objections: [
          {
            ...{ number: 1, seq: 5, recordedMs: OPENED_MS, author: 'b', by: 'contractor:a', why: 'đã gọi' },
            ...{
              lines: [`penalties-2 · incident:${id}`],
              outages: [`incident:${id}`],
              entities: [],
              files: [],
            },
          },
        ],
        figures: {
          ...input.document.figures,
          incidents: {
            ...INCIDENTS,
            rows: [
              { ...row, incident: id },
              { ...row, incident: 'device:cam-2@1', passedOnMs: OPENED_MS, mergedInto: id },
            ] as unknown as IncidentFigures['rows'],
          },
          parts: [
            {
              ...first,
              ...{ label: 'one', toMs: turnMs, checks: [] },
              entities: first.entities.map(workedOn),
            },
            { ...first, label: 'two', fromMs: turnMs, terms, checks: [] },
          ],
        },
      },
    };
  }
  /** Planned work from 8 to 10, of which nothing was measured from 9 on. */
  const workedOn = (entity: StatementInput['document']['figures']['parts'][number]['entities'][number]) => {
    const [eight, nine, ten] = ['08', '09', '10'].map((hour) => instant(`2026-11-04T${hour}:00`));
    const excuse = { cause: 'planned-work', ref: 'maintenance:3' } as const;
    const stretches = [
      { ...{ fromMs: eight, toMs: nine, class: 'excused', measured: 'up' }, excuse },
      { ...{ fromMs: nine, toMs: ten, class: 'excused', measured: 'unknown' }, excuse },
    ];
    return { ...entity, stretches: stretches as unknown as typeof entity.stretches };
  };
  const text = () => documentText(buildStatementDocument(changedInput()));

  test('says what changed, before and after', () => {
    const { body, annexes } = text();

    expect(body).toContain('Trong kỳ điều khoản thay đổi từ 00:00 16/11/2026');
    expect(annexes).toContain('Cam kết: độ khả dụng | từ 95,00 % trở lên | từ 99,50 % trở lên');
    expect(annexes.match(/^Bên B \(nhà thầu\) \|.*\|/m)).toBe(null);
  });

  test('says once what holds of each part, and names the months', () => {
    const { body } = text();

    expect(body.match(/1 trong 2 thiết bị, đường truyền không có số liệu nào/g)).toHaveLength(1);
    expect(body).toContain('đến kỳ tháng 10 năm 2026, kỳ này chưa phát hành');
  });

  test('says of which part a figure is that a restatement changed', () => {
    const { annexes } = text();
    const rows = annexes
      .split('\n')
      .filter((line) => /^(Phần của kỳ|toàn bộ thiết bị.*độ khả dụng|tổng cộng)/.test(line));

    expect(rows.slice(-5).map((row) => row.split(' | ').slice(0, 4).join(' | '))).toEqual([
      'tổng cộng |  | 45.000 đồng | 44.000 đồng',
      'Phần của kỳ từ 00:00 01/11/2026 đến trước 00:00 16/11/2026, nhà thầu Nhà thầu A',
      'toàn bộ thiết bị, đường truyền | độ khả dụng | 98 % | 97 %',
      'Phần của kỳ từ 00:00 16/11/2026 đến trước 00:00 01/12/2026, nhà thầu Nhà thầu A',
      'toàn bộ thiết bị, đường truyền | độ khả dụng | 96 % | 95 %',
    ]);
  });

  test('has what one decision takes out without a gap in one row, whatever was measured', () => {
    const excused = text()
      .annexes.split('\n')
      .filter((line) => line.includes('04/11/2026'));

    expect(excused).toHaveLength(1);
    expect(excused[0]).toContain('08:00 04/11/2026 | 10:00 04/11/2026 | 2 giờ');
  });

  test('puts no figure down to a decision on time after its part', () => {
    const input = changedInput();
    const [claim] = DOSSIER.claims;
    if (!claim) throw new Error('expected a claim');
    const later = { ...claim, fromMs: instant('2026-11-20T08:00'), toMs: instant('2026-11-21T08:00') };
    const changes = [
      { kind: 'claim-decided', ref: claim.ref, count: 1 },
      { kind: 'late-data', ref: 'change:9', count: 1 },
    ] as const;
    const dossier = { ...DOSSIER, claims: [later], since: { recordedBeforeMs: 0, changes: [...changes] } };
    const { annexes } = documentText(
      buildStatementDocument({ ...input, document: { ...input.document, dossier } }),
    );

    expect(annexes).toMatch(/98 % \| 97 % \| số liệu đo về muộn$/m);
    expect(annexes).toMatch(/96 % \| 95 % \| đề nghị loại trừ số 7 được chấp thuận; số liệu đo về muộn$/m);
  });

  test('writes the total in words', () => {
    expect(text().body).toContain('Tổng cộng bằng chữ: bốn mươi lăm nghìn đồng.');
  });

  test('calls an incident by when it was opened, not by its id', () => {
    const { body, annexes } = text();
    const name = 'sự cố mở lúc 08:00 05/11/2026';

    expect(body).toContain(`${name}: Camera 1, số 1 Lê Duẩn, Phường Cửa Nam`);
    expect(annexes).toContain(`gộp vào ${name}`);
    expect(body).not.toContain('@');
  });
});

describe('the workbook of a statement with incidents', () => {
  test('names what caused the incident of a case and of a line, where it said all together', async () => {
    const input = inputIn('vi');
    const line = {
      ...input.document.figures.parts[0]?.money.lines[0],
      entity: undefined,
      ref: 'incident:i-1',
    };
    const parts = input.document.figures.parts.map((part) => ({
      ...part,
      money: { ...part.money, lines: [line as (typeof part.money.lines)[number]] },
    }));
    const figures = { ...input.document.figures, parts };
    const bytes = await renderStatementXlsx({ ...input, document: { ...input.document, figures } });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    const first = (sheet: string, columns: readonly number[]) =>
      columns.map((column) => workbook.getWorksheet(sheet)?.getRow(2).getCell(column).value);

    expect(first('Không đạt', [3, 4])).toEqual(['device:cam-1', 'Camera 1']);
    expect(first('Khoản tiền', [6, 7])).toEqual(['device:cam-1', 'Camera 1']);
  });
});

describe('a figure that few look for', () => {
  const words = createDocumentWords('Asia/Ho_Chi_Minh');
  const told = (where: string, old: string, now: string) => {
    const { about, figure, old: before, now: after } = figureInWords({ where, old, new: now }, words);
    return [about, figure, before, after];
  };

  test('is an instant where it is one, and never a length of 20,732 days', () => {
    expect(
      told('incidents › rows › i-1 › restoration › decidedMs', `${OPENED_MS}`, `${OPENED_MS + 60_000}`),
    ).toEqual(['incident:i-1', 'khắc phục, lúc xác định', '08:00 05/11/2026', '08:01 05/11/2026']);
  });

  test('has classes, outcomes, instants and limits in words', () => {
    const stretchAt = 'parts › 2026-11 › entities › device:cam-1 › stretches › 2026-11-05T01:00:00.000Z';
    expect([
      told(`${stretchAt} › class`, 'down', 'excused'),
      told('incidents › rows › i-1 › restoration › outcome', 'missed', 'kept'),
      told('parts › 2026-11 › money › caps › rule · ["deductions"] › before', '210000', '75000'),
    ]).toEqual([
      ['device:cam-1', 'khoảng thời gian, 08:00 05/11/2026, đối soát', 'gián đoạn', 'được loại trừ'],
      ['incident:i-1', 'khắc phục, kết quả', 'quá hạn', 'đúng hạn'],
      [
        'các khoản tiền',
        'mức trần, mức trần của điều khoản (giảm trừ thanh toán), trước mức trần',
        '210.000 đồng',
        '75.000 đồng',
      ],
    ]);
  });
});
