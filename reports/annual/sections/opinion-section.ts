import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import type { Table, TableRow } from '../../../documents/model/table.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import type { FindingUnit, PlanFindingFigures } from '../../figures/document/inventory-figures.ts';
import { PLAN_FINDING_WORDS } from '../frame/finding-words.ts';
import type { PlanRecord } from '../frame/plan-record.ts';
import { joinList, joinSentences, prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { nameOf, shortName } from '../frame/words.ts';

/** Who installed without opinions on place and technology, or while investment was paused, and which requests wait. */
export function opinionSection(context: ReportContext): readonly Block[] {
  const { plan, sections } = context;
  if (isMissing(plan)) return [missingBlock('Ý kiến về vị trí lắp đặt, giải pháp công nghệ', plan)];
  const { planFindings } = sections;
  return [
    ...(isMissing(planFindings)
      ? [missingBlock('Lắp đặt khi chưa có ý kiến', planFindings, 'planFindings')]
      : findingBlocks(planFindings, context)),
    ...exemptionBlocks(plan),
    ...waitingBlocks(plan, context),
  ];
}

const IDS = ['installed-without-opinion', 'installed-during-pause'] as const;
type Id = (typeof IDS)[number];

/** What was found is a table by unit; what was not is told with how many devices were looked at. */
function findingBlocks({ rows, checked }: PlanFindingFigures, { print }: ReportContext): readonly Block[] {
  const isFound = (id: Id): boolean => rows.some((row) => row.id === id && row.devices > 0);
  const of =
    checked === undefined
      ? ''
      : prose`, trên ${print.countRun('planFindings.checked.devices')} thiết bị được đối chiếu`;
  const found = IDS.filter(isFound);
  return [
    ...IDS.filter((id) => !isFound(id)).map(
      (id): Block => ({
        kind: 'dash',
        text: prose`${print.none(`planFindings.rows.${id}.devices`, 'Không')} phát hiện camera ${PLAN_FINDING_WORDS[id]}${of}.`,
      }),
    ),
    ...(found.length === 0 ? [] : [findingTable(found, rows, print)]),
  ];
}

function findingTable(
  found: readonly Id[],
  rows: PlanFindingFigures['rows'],
  print: ReportContext['print'],
): Table {
  return {
    kind: 'table',
    columns: [{ share: 30 }, { share: 14 }, { share: 13 }, { share: 50 }],
    header: [['Đơn vị', 'Địa điểm', 'Camera', 'Tên địa điểm'].map((text) => ({ text }))],
    rows: found.flatMap((id): TableRow[] => {
      const path = `planFindings.rows.${id}`;
      const { units = [] } = rows.find((row) => row.id === id) ?? {};
      const text = prose`${print.countRun(`${path}.devices`)} camera tại ${print.countRun(`${path}.sites`)} địa điểm ${PLAN_FINDING_WORDS[id]}`;
      return [
        { kind: 'group', cells: [{ kind: 'text', text, columnSpan: 4 }] },
        ...units.map((unit) => unitRow(`${path}.units.${unit.id}`, unit, print)),
      ];
    }),
  };
}

const unitRow = (path: string, unit: FindingUnit, print: ReportContext['print']): TableRow => ({
  kind: 'row',
  cells: [
    shortName(nameOf(unit)),
    print.cell(`${path}.sites`),
    print.cell(`${path}.devices`),
    { kind: 'text', text: placesText(path, unit, print) },
  ],
});

function placesText(
  path: string,
  { places, secretSites, notListed }: FindingUnit,
  print: ReportContext['print'],
): RichText {
  const named = places.map(({ name, detail }) => {
    const lacks = lackWords(detail);
    return lacks === '' ? name : `${name} (${lacks})`;
  });
  return joinSentences([
    named.length === 0 ? undefined : `${named.join('; ')}.`,
    notListed === 0 ? undefined : prose`Và ${print.run(`${path}.notListed`)} địa điểm khác.`,
    secretSites === 0
      ? undefined
      : prose`${print.countRun(`${path}.secretSites`)} địa điểm thuộc danh mục bí mật, không nêu tên.`,
  ]);
}

/** `Công an Thành phố chưa trả lời`; of both not asked `chưa xin ý kiến`: `dost:not-asked police:not-asked`. */
function lackWords(detail: string): string {
  const flaws = detail.split(' ').map((flaw) => flaw.split(':'));
  return Object.entries(LACK_WORDS)
    .flatMap(([state, say]) => {
      const names = flaws.flatMap(([authority = '', of]) =>
        of === state && isAuthority(authority) ? AUTHORITY_WORDS[authority] : [],
      );
      return names.length === 0 ? [] : [say(names.join(', '))];
    })
    .join('; ');
}

export const AUTHORITIES = ['dost', 'police'] as const;
type Authority = (typeof AUTHORITIES)[number];

export const AUTHORITY_WORDS: Readonly<Record<Authority, string>> = {
  dost: 'Sở Khoa học và Công nghệ',
  police: 'Công an Thành phố',
};
const isAuthority = (name: string): name is Authority => Object.hasOwn(AUTHORITY_WORDS, name);

export const VERDICT_WORDS: Readonly<Record<string, string>> = {
  agreed: 'Thống nhất',
  'agreed-with-conditions': 'Thống nhất có điều kiện',
  'not-agreed': 'Không thống nhất',
};
const LACK_WORDS: Readonly<Record<string, (names: string) => string>> = {
  'not-asked': (names) => (names.includes(', ') ? 'chưa xin ý kiến' : `chưa xin ý kiến ${names}`),
  waiting: (names) => `${names} chưa trả lời`,
  'not-agreed': (names) => `${names} không thống nhất`,
};

const REASON_WORDS: Readonly<Record<string, string>> = {
  'special-purpose': 'hệ thống chuyên dụng',
  'already-tendered': 'dự án đã đấu thầu trước',
};

/** What may be installed although investment is paused. */
const exemptionBlocks = ({ exemption }: PlanRecord): readonly Block[] =>
  exemption.length === 0
    ? []
    : [
        {
          kind: 'dash',
          text: `Văn bản cho phép lắp đặt trong thời gian tạm dừng: ${exemption
            .map(
              ({ values: { document, date, reason } }) =>
                `số ${document} ngày ${dateText(date)} (${REASON_WORDS[reason] ?? reason})`,
            )
            .join('; ')}.`,
        },
      ];

/** The requests that wait longest. */
function waitingBlocks(
  { site, siteNames }: PlanRecord,
  { print, agencyName, document }: ReportContext,
): readonly Block[] {
  const isOwn = document.scope.kind === 'agency';
  const waiting = site
    .flatMap((one) => {
      const authorities = AUTHORITIES.filter((name) => one[name].status === 'waiting').map(
        (name) => AUTHORITY_WORDS[name],
      );
      const since = one.request?.date ?? one.dost.asked ?? one.police.asked ?? '';
      return authorities.length === 0 ? [] : [{ ...one, since, authorities }];
    })
    .toSorted((a, b) => (a.since < b.since ? -1 : 1));
  if (site.length === 0) return [];
  const listed = waiting.slice(0, MOST_WAITING).map(({ site: id, since, authorities, agency }) => {
    const unit = agency === undefined || isOwn ? '' : `, ${shortName(agencyName(agency))}`;
    return `${siteNames[id] ?? 'địa điểm bí mật'}${unit} (chờ ${authorities.join(' và ')} từ ngày ${dateText(since)})`;
  });
  return [
    {
      kind: 'dash',
      text: joinSentences([
        prose`Đã đề nghị cho ý kiến đối với ${print.countRun('plan.state.site.*#count')} địa điểm; ${answeredText('dost', print)}; ${answeredText('police', print)}.`,
        verdictText(print),
        waiting.length === 0
          ? undefined
          : `${waiting.length > MOST_WAITING ? 'Chờ lâu nhất' : 'Đang chờ'}: ${listed.join('; ')}.`,
      ]),
    },
  ];
}

const MOST_WAITING = 10;

/** How many it answered, after how many days, and how many wait. */
function answeredText(authority: Authority, print: ReportContext['print']): RichText {
  const path = `plan.state.site.*.${authority}`;
  const days = `${path}#mean/daysWaiting/status=answered`;
  const after = print.amount(days) === undefined ? '' : prose` (bình quân ${print.run(days)} ngày)`;
  return prose`${AUTHORITY_WORDS[authority]} đã trả lời ${print.countRun(`${path}#count/status=answered`)}${after}, đang chờ ${print.countRun(`${path}#count/status=waiting`)}`;
}

/** Where an authority agreed on conditions only, or did not agree. */
function verdictText(print: ReportContext['print']): RichText | undefined {
  const told = AUTHORITIES.flatMap((authority) =>
    Object.entries(SUBJECT_WORDS).flatMap(([subject, about]) =>
      ['agreed-with-conditions', 'not-agreed'].flatMap((verdict) => {
        const id = `plan.state.site.*.${authority}#count/${subject}=${verdict}`;
        if (!print.amount(id)) return [];
        const said = `${AUTHORITY_WORDS[authority]} ${VERDICT_WORDS[verdict]?.toLowerCase()} ${about}`;
        return [prose`${said} tại ${print.countRun(id)} địa điểm`];
      }),
    ),
  );
  return told.length === 0 ? undefined : prose`${joinList(told)}.`;
}

const SUBJECT_WORDS = { place: 'về vị trí', technology: 'về giải pháp công nghệ' };
