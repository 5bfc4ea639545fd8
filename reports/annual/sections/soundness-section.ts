import { dateText } from '../../../core/language/date-text.ts';
import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import { isMissing, type Missing } from '../../figures/document/figure-parts.ts';
import type { PlanFindingFigures } from '../../figures/document/inventory-figures.ts';
import { PLAN_FINDING_WORDS, type PlanFindingId } from '../frame/finding-words.ts';
import { headlineIndicator } from '../frame/headline-indicator.ts';
import { prose } from '../frame/prose.ts';
import { missingBlock, type ReportContext } from '../frame/report-context.ts';

/** What part I.2 of the plan asks for: nothing twice, nothing wasted, safe. None found is told with how many were looked at. */
export function soundnessSection(context: ReportContext): readonly Block[] {
  const { sections } = context;
  const { planFindings, security } = sections;
  const dash = (text: RichText): Block => ({ kind: 'dash', text });
  return [
    ...(isMissing(planFindings)
      ? [missingBlock('Trùng lắp, lãng phí', planFindings, 'planFindings')]
      : [dash(duplicateSentence(planFindings, context)), dash(unusedSentence(planFindings, context))]),
    ...(isMissing(security)
      ? [missingBlock('An toàn thông tin', security, 'security')]
      : isMissing(security.findings)
        ? [dash(unknownSafety(security.findings, context))]
        : [dash(safetySentence(context))]),
  ];
}

function duplicateSentence({ checked, rows }: PlanFindingFigures, { print }: ReportContext): RichText {
  if (checked?.cameras === 0)
    return prose`Trùng lắp: ${print.none('planFindings.checked.cameras', 'chưa')} có camera nào có đủ đơn vị quản lý, tọa độ, hướng quan sát để đối chiếu.`;
  return findingSentence(
    'Trùng lắp',
    'duplicate-view',
    'camera',
    rows,
    print,
    checked &&
      prose`, trên ${print.countRun('planFindings.checked.cameras')} camera đã xác định đơn vị quản lý, có tọa độ và hướng quan sát, được đối chiếu`,
  );
}

function unusedSentence({ checked, rows }: PlanFindingFigures, context: ReportContext): RichText {
  const { print, plan, document, sections } = context;
  const days = isMissing(plan) ? undefined : plan.definition.findings.unusedAfterMs;
  const since =
    days === undefined
      ? ''
      : ` (từ ${days / MS_PER_DAY} ngày liên tục đến ngày ${dateText(document.window.lastDate)})`;
  const never = `availability.indicators.${headlineIndicator(sections)}.camera.city.neverMeasured`;
  const unknown =
    (print.amount(never) ?? 0) === 0 ? '' : prose`, gồm cả ${print.countRun(never)} camera chưa đo được`;
  const of =
    checked &&
    prose`${since}, trên ${print.countRun('planFindings.checked.devices')} thiết bị được đối chiếu${unknown}`;
  return findingSentence('Lãng phí', 'unused', 'thiết bị', rows, print, of);
}

const MS_PER_DAY = 86_400_000;

/** Nobody looked, which is no clean bill. */
function unknownSafety(findings: Missing, { print }: ReportContext): RichText {
  if (findings.missing.code !== 'no-findings')
    return prose`An toàn thông tin: ${print.none('security.findings', 'chưa')} tổng hợp được do lỗi đọc dữ liệu.`;
  const none = (words: string) => print.none('security.findings', words);
  return prose`An toàn thông tin: ${none('chưa')} có kết quả kiểm tra được ghi nhận nên ${none('chưa')} có cơ sở đánh giá.`;
}

function safetySentence({ print }: ReportContext): RichText {
  const id = 'security.findings.devicesAtEnd';
  const of = prose`, trên ${print.countRun('security.findings.devices')} thiết bị trong danh mục`;
  return (print.amount(id) ?? 0) === 0
    ? prose`An toàn thông tin: cuối kỳ ${print.none(id, 'không')} còn thiết bị, đường truyền nào có phát hiện chưa xử lý${of}.`
    : prose`An toàn thông tin: cuối kỳ còn ${print.countRun(id)} thiết bị, đường truyền có phát hiện chưa xử lý${of}.`;
}

function findingSentence(
  subject: string,
  id: PlanFindingId,
  thing: string,
  rows: PlanFindingFigures['rows'],
  print: ReportContext['print'],
  of: RichText = '',
): RichText {
  const path = `planFindings.rows.${id}`;
  return rows.some((row) => row.id === id && row.devices > 0)
    ? prose`${subject}: ${print.countRun(`${path}.devices`)} ${thing} tại ${print.countRun(`${path}.sites`)} địa điểm ${PLAN_FINDING_WORDS[id]}${of}.`
    : prose`${subject}: ${print.none(`${path}.devices`, 'không')} phát hiện ${thing} ${PLAN_FINDING_WORDS[id]}${of}.`;
}
