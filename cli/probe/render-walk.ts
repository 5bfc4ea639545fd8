import { plainDetail } from '../../collector/diagnosis/checks/check-run.ts';
import { nameOfObject } from '../../collector/diagnosis/walk-names.ts';
import type { MakerBranch, ProfileUse } from '../../collector/diagnosis/walk-uses.ts';
import type { WalkEnd, WalkRow } from '../../collector/snmp/walk-device.ts';
import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import type { ProbeOutcome } from '../../core/domain/probing.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { adviceOf } from './advice/advice.ts';
import type { RenderContext } from './render-context.ts';

/** One object a line; rows come one by one, so that columns are as wide as most need them. */
export function renderWalkRow({ oid, type, text }: WalkRow, { style }: Pick<RenderContext, 'style'>): string {
  const name = nameOfObject(oid) ?? '';
  return `${oid.padEnd(32)} ${style('cyan', name.padEnd(30))} ${style('dim', type.padEnd(9))} ${text}`.trimEnd();
}

/** Why nothing (more) came. */
export type WalkFailure = Extract<ProbeOutcome, { readonly ok: false }>;

export function renderWalkFailure({ reason, detail }: WalkFailure, context: RenderContext): string {
  const { texts, messages, style } = context;
  const { means, check } = adviceOf(texts.advice, reason, 'snmp');
  return [
    style('red', `${messages.reasons[reason]}: ${plainDetail(detail)}`),
    `  ${means}`,
    ...check.map((step) => `  - ${step}`),
  ].join('\n');
}

interface Ending {
  readonly rows: number;
  readonly end: WalkEnd | undefined;
  readonly maker: MakerProfile | undefined;
  readonly uses: readonly ProfileUse[];
  readonly branches: readonly MakerBranch[];
}

/** How far the walk came, whose device it is, and what is read of it: the beginnings of a new profile. */
export function renderWalkEnd(ending: Ending, context: RenderContext): string {
  const { rows, end, maker } = ending;
  const { texts, amounts, style } = context;
  const count = amounts.number(rows);
  if (rows === 0 && end === undefined) return '';
  return [
    '',
    end?.isComplete ? texts.walk.complete(count) : texts.walk.cut(count),
    '',
    style('bold', texts.headings.makers),
    ...(maker ? renderUses(maker, ending, context) : [`  ${texts.walk.noMaker}`]),
    ...renderBranches(ending, context),
    `  ${texts.walk.newMaker}`,
  ].join('\n');
}

function renderUses(
  { id, name }: MakerProfile,
  { uses }: Ending,
  { texts, style }: RenderContext,
): readonly string[] {
  const rows = uses.map(({ part, oid, found }) => [
    part,
    oid,
    found.length > 0 ? found.join(' | ') : style('dim', texts.walk.notThere),
  ]);
  return [`  ${texts.walk.maker(name, id)}`, ...alignRows(rows).map((line) => `    ${line}`)];
}

function renderBranches({ branches }: Ending, { texts, amounts }: RenderContext): readonly string[] {
  return branches.map(
    ({ oid, name, objects }) =>
      `  ${texts.walk.branch(name === undefined ? oid : `${oid} (${name})`, amounts.number(objects))}`,
  );
}
