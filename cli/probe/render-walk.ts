import { plainDetail } from '../../collector/diagnosis/checks/check-run.ts';
import type { Walked, WalkFailure } from '../../collector/diagnosis/walk.ts';
import { nameOfObject } from '../../collector/diagnosis/walk-names.ts';
import type { WalkRow } from '../../collector/snmp/walk-device.ts';
import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { adviceOf } from './advice/advice.ts';
import type { RenderContext } from './render-context.ts';

/** One object a line; rows come one by one, so that columns are as wide as most need them. */
export function renderWalkRow({ oid, type, text }: WalkRow, { style }: Pick<RenderContext, 'style'>): string {
  const name = nameOfObject(oid) ?? '';
  return `${oid.padEnd(32)} ${style('cyan', name.padEnd(30))} ${style('dim', type.padEnd(9))} ${text}`.trimEnd();
}

/** Why it ended before its end, how far it came, whose device it is, and what is read of it. */
export function renderWalked(walked: Walked, context: RenderContext): readonly string[] {
  const failure = walked.failure ? [renderWalkFailure(walked.failure, context)] : [];
  return [...failure, renderWalkEnd(walked, context)];
}

function renderWalkFailure({ reason, detail }: WalkFailure, context: RenderContext): string {
  const { texts, messages, style } = context;
  const { means, check } = adviceOf(texts.advice, reason, 'snmp');
  return [
    style('red', `${messages.reasons[reason]}: ${plainDetail(detail)}`),
    `  ${means}`,
    ...check.map((step) => `  - ${step}`),
  ].join('\n');
}

/** The beginnings of a new profile. */
function renderWalkEnd(walked: Walked, context: RenderContext): string {
  const { rows, end, maker } = walked;
  const { texts, amounts, style } = context;
  const count = amounts.number(rows.length);
  if (rows.length === 0 && end === undefined) return '';
  return [
    '',
    end?.isComplete ? texts.walk.complete(count) : texts.walk.cut(count),
    '',
    style('bold', texts.headings.makers),
    ...(maker ? renderUses(maker, walked, context) : [`  ${texts.walk.noMaker}`]),
    ...renderBranches(walked, context),
    `  ${texts.walk.newMaker}`,
  ].join('\n');
}

function renderUses(
  { id, name }: MakerProfile,
  { uses }: Walked,
  { texts, style }: RenderContext,
): readonly string[] {
  const rows = uses.map(({ part, oid, found }) => [
    part,
    oid,
    found.length > 0 ? found.join(' | ') : style('dim', texts.walk.notThere),
  ]);
  return [`  ${texts.walk.maker(name, id)}`, ...alignRows(rows).map((line) => `    ${line}`)];
}

function renderBranches({ branches }: Walked, { texts, amounts }: RenderContext): readonly string[] {
  return branches.map(
    ({ oid, name, objects }) =>
      `  ${texts.walk.branch(name === undefined ? oid : `${oid} (${name})`, amounts.number(objects))}`,
  );
}

export const walkToJson = ({ address, port, end, failure, rows, maker, uses, branches }: Walked) => ({
  ...{ address, port, isComplete: end?.isComplete ?? false },
  failure: failure && { reason: failure.reason, detail: failure.detail },
  rows: rows.map((row) => ({ name: nameOfObject(row.oid), ...row })),
  ...{ maker: maker?.id, uses, branches },
});
