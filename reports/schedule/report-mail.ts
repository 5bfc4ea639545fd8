import type { MailedFile, OutgoingMessage } from '../../core/domain/notifier.ts';
import { escapeHtml } from '../../core/text/escape-html.ts';
import type { DueReport } from './due-reports.ts';

export interface ReportMailInput {
  readonly report: DueReport;
  /** Such as `Sở Xây dựng`. */
  readonly agency?: string | undefined;
  readonly files: readonly MailedFile[];
  /** Of the sealed figures. */
  readonly sha256: string;
  readonly to: readonly string[];
}

/** A report in the mail. The same one has the same id at every try: a mailbox shows it once. */
export function reportMail({ report, agency, files, sha256, to }: ReportMailInput): OutgoingMessage {
  const { id, entry } = report;
  const title = titleOf(report, agency);
  const paragraphs = [
    `Kính gửi kèm theo ${title}, được lập theo lịch của kế hoạch.`,
    'Đây là dự thảo: các chỗ tô vàng cần người điền; trước khi ký, kiểm tra lại tệp (docs/reports.md).',
    `Tệp kèm theo: ${files.map(({ name }) => name).join(', ')}. Mã băm (SHA-256) của số liệu đã niêm phong: ${sha256}.`,
  ];
  return {
    messageId: `report.${id.replaceAll(':', '.')}.${entry.id}@camwatch`,
    to,
    urgency: 'normal',
    content: {
      subject: `[Báo cáo] ${title.charAt(0).toLocaleUpperCase('vi')}${title.slice(1)}`,
      text: `${paragraphs.join('\n\n')}\n`,
      html: paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n'),
      pictures: [],
      files,
      facts: { type: 'report', report: id, schedule: entry.id, sha256, files: files.map(({ name }) => name) },
    },
  };
}

function titleOf({ month, year }: DueReport, agency: string | undefined): string {
  if (month !== undefined) return `báo cáo tháng ${month.slice(5)}/${month.slice(0, 4)}`;
  return `dự thảo báo cáo năm ${year}${agency === undefined ? '' : ` của ${agency}`}`;
}
