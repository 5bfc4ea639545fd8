import { dayText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { joinSentences } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';
import { FINDING_WORDS } from '../frame/words.ts';
import {
  blindSentence,
  certificateSentence,
  linkSentence,
  recorderSentence,
  securitySentence,
  withoutCameraSentence,
} from '../sentences/condition-sentences.ts';
import { agencyRankingAnnex, rankingAnnex } from './ranking-annex.ts';

/** Links, recorders, security, and places without a working camera. */
export function conditionSection(context: ReportContext): readonly Block[] {
  return [
    { kind: 'clause', title: 'Đường truyền' },
    ...linkBlocks(context),
    { kind: 'clause', title: 'Đầu ghi hình và thời gian lưu hình' },
    ...recorderBlocks(context),
    { kind: 'clause', title: 'An toàn thông tin' },
    ...securityBlocks(context),
    { kind: 'clause', title: 'Địa điểm không còn camera hoạt động' },
    ...blindBlocks(context),
    ...rankingReference(context),
  ];
}

/** The text must name each annex. */
function rankingReference({ refer, document }: ReportContext): readonly Block[] {
  const annex = refer('rankings');
  const { title } = document.scope.kind === 'agency' ? agencyRankingAnnex : rankingAnnex;
  return annex === ''
    ? []
    : [
        {
          kind: 'paragraph',
          text: `${title} nêu tại ${annex}.`,
        },
      ];
}

function linkBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { links } = sections;
  if (isMissing(links)) return [missingBlock('Lưu lượng đường truyền', links, 'links')];
  return [{ kind: 'paragraph', text: linkSentence(print) }];
}

function recorderBlocks({ sections, print }: ReportContext): readonly Block[] {
  const { recorders } = sections;
  if (isMissing(recorders)) return [missingBlock('Thời gian lưu hình', recorders, 'recorders')];
  return [{ kind: 'paragraph', text: recorderSentence(print) }];
}

/** That nobody looked is told beside what part I.2 of the plan asks for, where a report has that. */
function securityBlocks({ sections, print, document }: ReportContext): readonly Block[] {
  const { security } = sections;
  if (isMissing(security)) return [missingBlock('An toàn thông tin', security, 'security')];
  const { findings } = security;
  return [
    ...(isMissing(findings)
      ? document.scope.kind === 'month'
        ? [missingBlock('Phát hiện về an toàn thông tin', findings, 'security.findings')]
        : []
      : [
          { kind: 'paragraph', text: securitySentence(print) } as const,
          ...(findings.rows.length === 0
            ? []
            : [
                {
                  kind: 'table',
                  caption: 'Phát hiện về an toàn thông tin',
                  unit: 'Đơn vị tính: thiết bị, đường truyền',
                  columns: [{ share: 46 }, { share: 18 }, { share: 18 }, { share: 18 }],
                  header: [
                    ['Phát hiện', 'Mới trong kỳ', 'Đã xử lý', 'Còn cuối kỳ'].map((text) => ({ text })),
                  ],
                  rows: findings.rows.map(({ id }) => ({
                    kind: 'row' as const,
                    cells: [
                      FINDING_WORDS[id],
                      ...['cameUp', 'gone', 'atEnd'].map((name) =>
                        print.cell(`security.findings.rows.${id}.${name}`),
                      ),
                    ],
                  })),
                } as const,
              ]),
        ]),
    { kind: 'paragraph', text: certificateSentence(print) },
  ];
}

function blindBlocks({ sections, print, document }: ReportContext): readonly Block[] {
  const { blind } = sections;
  if (isMissing(blind)) return [missingBlock('Địa điểm không còn camera hoạt động', blind, 'blind')];
  return [
    {
      kind: 'paragraph',
      text: joinSentences([
        `Cuối kỳ (ngày ${dayText(blind.atMs - 1, document.city.timeZone)}):`,
        ...placesOf(document).map((place) => blindSentence(print, place)),
        withoutCameraSentence(print),
      ]),
    },
  ];
}

/** Most agencies have one ward or commune. */
const placesOf = ({ scope }: ReportContext['document']): readonly ('area' | 'junction' | 'site')[] =>
  scope.kind === 'agency' ? ['junction', 'site'] : ['area', 'junction', 'site'];
