import type {
  DossierClaim,
  DossierUnmeasured,
  DossierWork,
} from '../../../settlement/dossier/dossier-schema.ts';
import type { Block } from '../model/block.ts';
import type { Annex } from '../model/document.ts';
import { pairTable } from './cells.ts';
import {
  acceptedInWords,
  CLAIM_STATUSES,
  claimedInWords,
  type DossierWords,
  HEARINGS,
  limitInWords,
  workRange,
} from './dossier-words.ts';
import { createNaming } from './naming.ts';
import type { StatementInput } from './statement-input.ts';
import { upFirst } from './up-first.ts';

type Pairs = readonly (readonly [string, string])[];

/** Each decision whole: who filed, on which papers, who was heard and what they said, who decided, when and why. */
export function dossierAnnex(input: StatementInput): Annex {
  const { dossier } = input.document;
  const context: DossierWords = { words: input.words, naming: createNaming(input) };
  const blocks: readonly Block[] = dossier
    ? [
        ...dossier.claims.flatMap((claim) => entry(claim.ref, claimPairs(claim, context), context)),
        ...dossier.works.flatMap((work) => entry(work.ref, workPairs(work, context), context)),
        ...dossier.unmeasured.flatMap((one) => entry(one.ref, unmeasuredPairs(one, context), context)),
      ]
    : [];
  return {
    title: 'Hồ sơ các đề nghị và quyết định',
    orientation: 'portrait',
    secret: false,
    blocks:
      blocks.length > 0
        ? blocks
        : [{ kind: 'paragraph', text: 'Trong kỳ không có đề nghị hay quyết định nào.' }],
  };
}

const entry = (ref: string, pairs: Pairs, { naming }: DossierWords): readonly Block[] => [
  { kind: 'clause', title: upFirst(naming.ref(ref)) },
  pairTable(pairs.filter(([, text]) => text !== '')),
];

function claimPairs(claim: DossierClaim, context: DossierWords): Pairs {
  const { words, naming } = context;
  const { filed, cut, entities, decision, withdrawn, status, limits, against } = claim;
  return [
    ['Đề nghị loại trừ', claimedInWords(claim, context)],
    ['Thiết bị, đường truyền', listed(entities, naming.entity)],
    ['Thời gian mất điện', cut ? `từ ${words.time(cut.fromMs)} đến ${words.time(cut.toMs)}` : ''],
    [
      'Bên gửi',
      `${naming.party(filed.by)}, nhận ${words.time(filed.receivedMs)}, ghi sổ ${words.time(filed.recordedMs)} (tài khoản ${filed.author})`,
    ],
    ['Căn cứ', filed.evidence],
    ['Văn bản kèm theo', papers(filed.files)],
    ['Bên bị quy trách nhiệm', against.map(naming.party).join('; ')],
    ['Hỏi ý kiến', heard(claim, context)],
    ['Ý kiến', said(claim, context)],
    ['Kết quả', CLAIM_STATUSES[status]],
    ...(decision
      ? ([
          [
            'Bên quyết định',
            `${naming.party(decision.by)}, ${words.time(decision.recordedMs)} (tài khoản ${decision.author})`,
          ],
          ['Lý do', decision.reason],
          ['Văn bản của quyết định', papers(decision.files)],
          ['Chấp nhận so với đề nghị', acceptedInWords(claim, context)],
          ['Bên có số liệu thay đổi', decision.affected.map(naming.party).join('; ')],
        ] as const)
      : []),
    ...(withdrawn
      ? ([['Rút đề nghị', `${words.time(withdrawn.recordedMs)}: ${withdrawn.reason}`]] as const)
      : []),
    ['Thời hạn của hợp đồng', limits.map((limit) => limitInWords(limit, context)).join('\n')],
  ];
}

const papers = (files: readonly { readonly name: string }[]): string =>
  files.map(({ name }) => name).join('; ');

const listed = (entities: readonly string[], entity: (id: string) => string): string =>
  entities.map(entity).join('\n');

function heard({ toHear }: DossierClaim, { words, naming }: DossierWords): string {
  if (toHear.length === 0) return 'không có bên nào khác phải được hỏi';
  return toHear
    .map(({ party, outcome, askedMs, answeredMs }) => {
      const asked = askedMs === undefined ? '' : `, hỏi ${words.time(askedMs)}`;
      const answered = answeredMs === undefined ? '' : ` lúc ${words.time(answeredMs)}`;
      return `${naming.party(party)}: ${HEARINGS[outcome]}${answered}${asked}`;
    })
    .join('\n');
}

function said({ hearings }: DossierClaim, { words, naming }: DossierWords): string {
  return hearings
    .flatMap(({ party, says, recordedMs, files }) =>
      says === undefined
        ? []
        : [
            `${naming.party(party)}, ${words.time(recordedMs)}: “${says}”${files.length > 0 ? ` (${papers(files)})` : ''}`,
          ],
    )
    .join('\n');
}

function workPairs(work: DossierWork, context: DossierWords): Pairs {
  const { words, naming } = context;
  const { announced, cancelled, entities, holds, limits } = work;
  return [
    ['Thời gian', workRange(work, context)],
    ['Thiết bị, đường truyền của hợp đồng', listed(entities, naming.entity)],
    [
      'Bên thông báo',
      `${naming.party(announced.by)}, thông báo ${words.time(announced.announcedMs)}, ghi sổ ${words.time(announced.recordedMs)} (tài khoản ${announced.author})`,
    ],
    ['Lý do', announced.reason],
    ['Văn bản kèm theo', papers(announced.files)],
    ['Hiệu lực', holds ? '' : 'của nhà thầu khác thông báo: không có hiệu lực với hợp đồng này'],
    [
      'Hủy',
      cancelled
        ? `${naming.party(cancelled.by)}, ${words.time(cancelled.recordedMs)}: ${cancelled.reason}`
        : '',
    ],
    ['Thời hạn của hợp đồng', limits.map((limit) => limitInWords(limit, context)).join('\n')],
  ];
}

function unmeasuredPairs(one: DossierUnmeasured, { words, naming }: DossierWords): Pairs {
  const { decided, ended } = one;
  return [
    ['Thiết bị', naming.entity(one.entity)],
    ['Không đo', `từ ${words.time(one.fromMs)}, do lỗi phía giám sát`],
    [
      'Bên quyết định',
      `${naming.party(decided.by)}, ${words.time(decided.recordedMs)} (tài khoản ${decided.author})`,
    ],
    ['Lý do', decided.reason],
    ['Văn bản kèm theo', papers(decided.files)],
    ['Chấm dứt', ended ? `${naming.party(ended.by)}, ${words.time(ended.recordedMs)}: ${ended.reason}` : ''],
  ];
}
