import type {
  DossierClaim,
  DossierObjection,
  DossierWork,
  TimeLimit,
} from '../../../settlement/dossier/dossier-schema.ts';
import type { Naming } from './naming.ts';
import type { StatementWords } from './statement-words.ts';

/** How the dossier of a statement is worded. */
export interface DossierWords {
  readonly words: StatementWords;
  readonly naming: Naming;
}

export const CLAIM_STATUSES: Readonly<Record<DossierClaim['status'], string>> = {
  filed: 'chưa quyết định',
  accepted: 'chấp nhận toàn bộ',
  'accepted-in-part': 'chấp nhận một phần',
  rejected: 'không chấp nhận',
  withdrawn: 'đã rút',
};

export const HEARINGS: Readonly<Record<DossierClaim['toHear'][number]['outcome'], string>> = {
  answered: 'đã trả lời',
  silent: 'đã được hỏi, hết hạn không trả lời',
  waiting: 'đã được hỏi, còn trong hạn trả lời',
  'not-asked': 'chưa được hỏi',
};

const LIMITS: Readonly<Record<TimeLimit['limit'], string>> = {
  filed: 'gửi đề nghị',
  decided: 'quyết định',
  heard: 'trả lời',
  announced: 'thông báo trước',
  objected: 'nêu ý kiến',
};

/** `quyết định: muộn 3 ngày (hạn 09:00 30/10/2025)`. */
export function limitInWords(
  { limit, party, dueMs, doneMs, overMs }: TimeLimit,
  { words, naming }: DossierWords,
): string {
  const what = `${LIMITS[limit]}${party === undefined ? '' : ` của ${naming.party(party)}`}`;
  const due = `hạn ${words.time(dueMs)}`;
  if (doneMs === undefined)
    return overMs > 0 ? `${what}: chưa có, đã quá hạn (${due})` : `${what}: chưa có, còn trong hạn (${due})`;
  return overMs > 0 ? `${what}: muộn ${words.span(overMs)} (${due})` : `${what}: đúng hạn (${due})`;
}

/** Kept, or which limits were not. */
export function limitsInWords(limits: readonly TimeLimit[], context: DossierWords): string {
  const late = limits.filter(({ overMs }) => overMs > 0);
  if (late.length > 0) return late.map((limit) => limitInWords(limit, context)).join('\n');
  if (limits.length === 0) return 'hợp đồng không đặt hạn';
  return limits.some(({ doneMs }) => doneMs === undefined) ? 'còn trong hạn' : 'đúng hạn';
}

/** `mất điện, từ … đến …, 12 thiết bị`. */
export function claimedInWords(
  { cause, fromMs, toMs, entities }: Pick<DossierClaim, 'cause' | 'fromMs' | 'toMs' | 'entities'>,
  context: DossierWords,
): string {
  const { words } = context;
  return `${words.causeName(cause)}, từ ${words.time(fromMs)} đến ${words.time(toMs)}, ${devicesInWords(entities, context)}`;
}

const MOST_DEVICES = 3;

/** Up to three by name, of more how many there are. */
export function devicesInWords(entities: readonly string[], { words, naming }: DossierWords): string {
  if (entities.length <= MOST_DEVICES) return entities.map(naming.entity).join('; ');
  return `${words.count(entities.length)} thiết bị, đường truyền`;
}

export function decidedInWords(
  { decision, withdrawn, status }: DossierClaim,
  { words, naming }: DossierWords,
): string {
  const act = decision ?? withdrawn;
  if (!act) return CLAIM_STATUSES[status];
  return `${CLAIM_STATUSES[status]}; ${naming.party(act.by)}, ${words.time(act.recordedMs)}`;
}

/** What was accepted of what was asked for. */
export function acceptedInWords(
  { fromMs, toMs, entities, decision }: DossierClaim,
  { words, naming }: DossierWords,
): string {
  const accepted = decision?.accepted;
  if (!accepted) return 'không có phần nào';
  const isWholeTime = accepted.fromMs === fromMs && accepted.toMs === toMs;
  const left = entities.filter((entity) => !accepted.entities.includes(entity));
  if (isWholeTime && left.length === 0) return 'toàn bộ';
  return [
    isWholeTime
      ? 'toàn bộ thời gian'
      : `từ ${words.time(accepted.fromMs)} đến ${words.time(accepted.toMs)}: ${words.span(accepted.toMs - accepted.fromMs)} trong ${words.span(toMs - fromMs)} được đề nghị`,
    left.length === 0
      ? 'toàn bộ thiết bị'
      : `${words.count(accepted.entities.length)} trong ${words.count(entities.length)} thiết bị; không gồm ${left.map(naming.entity).join('; ')}`,
  ].join('; ');
}

/** What became of an objection. */
export function objectionOutcome(
  { lines, claims }: DossierObjection,
  { claims: all, context }: { readonly claims: readonly DossierClaim[]; readonly context: DossierWords },
): string {
  const { words, naming } = context;
  const left = lines.flatMap(({ payable }) => (payable === undefined ? [] : [BigInt(payable)]));
  const sum = left.reduce((total, payable) => total + payable, 0n);
  const money =
    lines.length === 0
      ? []
      : left.length === 0
        ? ['các khoản bị phản đối không còn']
        : [
            `còn ${words.count(left.length)} trong ${words.count(lines.length)} khoản, cộng ${words.vnd(`${sum}`)}`,
          ];
  const filed = claims.map((ref) => {
    const claim = all.find((one) => one.ref === ref);
    return `${naming.ref(ref)}${claim ? `: ${CLAIM_STATUSES[claim.status]}` : ''}`;
  });
  return [...money, ...(filed.length > 0 ? filed : ['không có đề nghị loại trừ cho các thiết bị này'])].join(
    '; ',
  );
}

export const workRange = ({ fromMs, toMs }: DossierWork, { words }: DossierWords): string =>
  `từ ${words.time(fromMs)} đến ${words.time(toMs)}`;
