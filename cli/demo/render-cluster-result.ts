import type { Language } from '../../core/language/language.ts';
import { seconds } from '../../core/time/units.ts';
import type { ClusterActResult, ClusterDemoResult } from '../../demo/cluster/cluster-result.ts';
import { TAKEN_OVER_WITHIN_MS } from '../../demo/cluster/cluster-timing.ts';
import { alignTable } from './align-table.ts';
import { CLUSTER_TEXTS } from './cluster-texts.ts';
import type { RenderContext } from './render-picture.ts';
import { exactTime, renderAgreement, renderFaults, renderLedger, renderVerdict } from './render-result.ts';

/** The table of every demo, and what was done to the cluster. */
export function renderClusterResult(
  result: ClusterDemoResult,
  language: Language,
  context: RenderContext,
): string {
  const { texts, formats, style } = context;
  const t = CLUSTER_TEXTS[language];
  const { faults, acts, chains, unwatchedMs, doublyOwnedSeconds, incidents, keptIn } = result;
  const unwatched = t.unwatched(formats.decimal(unwatchedMs / seconds(1)));
  const [heading = '', ...rows] = alignTable([
    t.columns,
    ...acts.map((act) => describeAct(act, language, context)),
  ]);
  return [
    style('bold', texts.result.heading(formats.count(faults.length), formats.decimal(result.seconds))),
    ...renderFaults(faults, context),
    '',
    ...renderAgreement(result, context),
    t.incidents(formats.count(incidents.outages), formats.count(incidents.opened)),
    renderLedger(result, context),
    '',
    style('bold', t.heading),
    style('dim', heading),
    ...rows,
    '',
    ...chains.map(({ collector, rows: count, lost, doubled, areEqual }) =>
      areEqual && lost === 0 && doubled === 0
        ? t.chain(collector, formats.count(count))
        : style('red', t.chainBroken(collector, formats.count(lost), formats.count(doubled))),
    ),
    unwatchedMs <= TAKEN_OVER_WITHIN_MS ? unwatched : style('red', unwatched),
    doublyOwnedSeconds === 0 ? t.oneOwner : style('red', t.twoOwners(formats.decimal(doublyOwnedSeconds))),
    '',
    ...(keptIn === undefined ? [texts.result.removed] : [texts.result.kept(keptIn)]),
    ...renderVerdict(result, context),
  ].join('\n');
}

function describeAct(act: ClusterActResult, language: Language, { formats }: RenderContext): string[] {
  const t = CLUSTER_TEXTS[language];
  const inSeconds = (ms: number) => formats.decimal(ms / seconds(1));
  const { kind, target, atMs, forMs, gapMs, takenOverMs, givenBackMs, wholeMs } = act;
  return [
    ...[t.acts[kind], target, exactTime(atMs, formats), `${inSeconds(forMs)} s`, `${inSeconds(gapMs)} s`],
    takenOverMs === undefined ? '-' : `${inSeconds(takenOverMs)} s`,
    [
      ...(givenBackMs === undefined ? [] : [t.givenBack(inSeconds(givenBackMs))]),
      ...(wholeMs === undefined ? [] : [t.whole(inSeconds(wholeMs))]),
    ].join(', '),
  ];
}
