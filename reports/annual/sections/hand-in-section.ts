import type { Block } from '../../../documents/model/block.ts';
import type { RichText } from '../../../documents/model/rich-text.ts';
import { isMissing } from '../../figures/document/figure-parts.ts';
import { joinList, joinSentences, prose } from '../frame/prose.ts';
import type { ReportContext } from '../frame/report-context.ts';
import { shortName } from '../frame/words.ts';

/** More units than these that did not hand in are named in the annex, not in the text. */
export const MOST_WAITING_IN_TEXT = 20;

/** Which units handed in a form, and how: units that did not are named, as they were told. */
export function handInSection(context: ReportContext): readonly Block[] {
  const { plan } = context;
  if (isMissing(plan) || plan.handIn === undefined || plan.handIn.units === 0) return [];
  return [
    {
      kind: 'paragraph',
      text: joinSentences([
        countSentence(context),
        ...stateSentences(context),
        waitingSentence(context),
        plan.handIn.waiting.length > 0 && plan.tasks.some(({ status }) => status !== 'not-reported')
          ? 'Tiến độ, kinh phí nêu tại mục II, III là số đơn vị đã báo cáo bằng văn bản khác.'
          : undefined,
      ]),
    },
    ...declaredBlocks(context),
  ];
}

const DECIDED = [
  ['taken', 'đã đưa vào danh mục'],
  ['declined', 'không thuộc phạm vi quản lý'],
  ['waiting', 'đang xem xét'],
] as const;

/** Cameras that units have and that no inventory had: they count as declared, and in no figure of cameras. */
function declaredBlocks({ plan, print, agencyName }: ReportContext): readonly Block[] {
  const declared = isMissing(plan) ? undefined : plan.declaredCameras;
  if (!declared || declared.cameras === 0) return [];
  const figure = (name: string) => print.countRun(`plan.state.declaredCameras.${name}`);
  const units = declared.units.map(
    ({ id }) => prose`${shortName(agencyName(id))} ${figure(`units.${id}.cameras`)}`,
  );
  const decided = DECIDED.flatMap(([name, words]) =>
    declared[name] === 0 ? [] : [prose`${figure(name)} ${words}`],
  );
  const inBrackets = units.length === 0 ? '' : prose` (${joinList(units)})`;
  const ofThese = decided.length === 0 ? '' : prose`; trong đó ${joinList(decided)}`;
  return [
    {
      kind: 'paragraph',
      text: prose`Đơn vị kê khai, chưa có trong danh mục: ${figure('cameras')} camera${inBrackets}${ofThese}.`,
    },
  ];
}

function countSentence({ plan, print }: ReportContext): RichText {
  const all = print.run('plan.state.handIn.units');
  return !isMissing(plan) && plan.handIn?.handedIn === 0
    ? prose`${print.none('plan.state.handIn.handedIn', 'Chưa')} đơn vị nào trong ${all} đơn vị gửi biểu mẫu báo cáo.`
    : prose`${print.countRun('plan.state.handIn.handedIn')}/${all} đơn vị đã gửi biểu mẫu báo cáo.`;
}

const STATES = [
  ['with-errors', 'gửi biểu mẫu còn sai sót, đã yêu cầu sửa'],
  ['nothing-to-report', 'báo không phát sinh số liệu'],
  ['blank', 'gửi biểu mẫu để trống'],
] as const;

function stateSentences({ plan, print, agencyName }: ReportContext): readonly RichText[] {
  if (isMissing(plan)) return [];
  return STATES.flatMap(([state, words]) => {
    const { count = 0, units = [] } = plan.handIn?.states?.[state] ?? {};
    if (count === 0) return [];
    const names =
      count > MOST_WAITING_IN_TEXT ? '' : ` (${units.map((id) => shortName(agencyName(id))).join('; ')})`;
    return [prose`${print.countRun(`plan.state.handIn.states.${state}.count`)} đơn vị ${words}${names}.`];
  });
}

function waitingSentence({ plan, refer, agencyName }: ReportContext): string | undefined {
  const { handedIn = 0, waiting = [] } = isMissing(plan) ? {} : (plan.handIn ?? {});
  if (waiting.length === 0 || handedIn === 0) return undefined;
  return waiting.length <= MOST_WAITING_IN_TEXT
    ? `Đơn vị chưa gửi: ${waiting.map((id) => shortName(agencyName(id))).join('; ')}.`
    : `Danh sách đơn vị chưa gửi nêu tại ${refer('registers')}.`;
}
