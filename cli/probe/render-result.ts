import { type CheckRun, latest } from '../../collector/diagnosis/checks/check-run.ts';
import type { ProbeResult } from '../../collector/diagnosis/result.ts';
import { INDICATORS, type Indicator } from '../../core/domain/state.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { nextSteps } from './next-steps.ts';
import { renderAround, renderChannelLook } from './render-around.ts';
import { describeMeans, describePlace, renderCheckRun, renderState } from './render-check-run.ts';
import type { RenderContext } from './render-context.ts';
import { renderFindings } from './render-findings.ts';
import { renderInterfaces } from './render-interfaces.ts';
import { renderLearnt } from './render-learnt.ts';

/** Everything that a probe found out, as a technician reads it: what, how it went, what it means, what to do. */
export function renderResult(result: ProbeResult, context: RenderContext): string {
  const { surroundings } = result;
  return (
    [
      ...renderHead(result, context),
      '',
      ...renderLadder(result, context),
      '',
      ...result.looks.flatMap((look) => [...renderCheckRun(look, context), '']),
      ...renderLearnt(result, context),
      ...renderInterfaces(result.interfaces, context),
      ...(surroundings ? renderAround(surroundings, context) : []),
      ...renderFindings(result, context),
      ...renderNext(result, context),
    ]
      .join('\n')
      // Pages keep a number and its unit on one line by it; on a terminal it only keeps `grep` from finding them.
      .replaceAll('\u00a0', ' ')
      .trimEnd()
  );
}

function renderHead(
  { device, stage, isInventoried }: ProbeResult,
  { texts, messages, style }: RenderContext,
): readonly string[] {
  const { id, name, kind, maker, model, address, port, profile, credentials, attachedTo, channelOf } = device;
  if (!isInventoried) {
    return [`${style('bold', id)} · ${texts.notInventoried} · ${credentialsOf(credentials)}`];
  }
  return [
    name === id ? style('bold', id) : `${style('bold', id)} ${name}`,
    `  ${[
      messages.oneOfKind[kind],
      [maker, model].filter(Boolean).join(' '),
      address ?? '',
      port === undefined ? '' : texts.port(String(port)),
      texts.profile(profile),
      stage === undefined ? '' : texts.stages[stage],
    ]
      .filter(Boolean)
      .join(' · ')}`,
    `  ${[
      credentialsOf(credentials),
      attachedTo && texts.hangsOn(attachedTo.device, attachedTo.name),
      channelOf && texts.channelOf(String(channelOf.channel), channelOf.recorder),
    ]
      .filter(Boolean)
      .join(' · ')}`,
  ];

  function credentialsOf(reference: string | undefined): string {
    return reference === undefined ? texts.noCredentials : texts.credentials(reference);
  }
}

/** A line a rung, those that nobody measures included: what is missing is news too. */
function renderLadder(result: ProbeResult, context: RenderContext): readonly string[] {
  const rows = INDICATORS.flatMap((indicator) => {
    const looks = result.looks.filter(({ watch }) => watch.check.indicator === indicator);
    if (looks.length > 0) return looks.map((look) => renderRung(look, context));
    return result.notMeasured.includes(indicator) ? [renderGap(indicator, result, context)] : [];
  });
  return alignRows(rows).map((line) => `  ${line}`);
}

function renderRung(look: CheckRun, context: RenderContext): readonly string[] {
  const { check } = look.watch;
  return [
    context.messages.indicators[check.indicator],
    renderState(look, latest(look), context),
    describeMeans(look),
    describePlace(look),
  ];
}

function renderGap(
  indicator: Indicator,
  { device, isInventoried, channel }: ProbeResult,
  context: RenderContext,
): readonly string[] {
  const { texts, messages, style } = context;
  const name = messages.indicators[indicator];
  if (channel && indicator === 'stream') return [name, ...renderChannelLook(channel, context).toReversed()];
  const why = isInventoried ? ` (${texts.noCheck(device.profile)})` : '';
  return [name, style('dim', `${texts.notMeasured}${indicator === 'image' ? '' : why}`)];
}

function renderNext(result: ProbeResult, context: RenderContext): readonly string[] {
  const { texts, style } = context;
  const steps = nextSteps(result, context);
  return [
    style('bold', texts.headings.next),
    ...(steps.length === 0 ? [`  ${texts.nothingNext}`] : []),
    ...steps.flatMap(({ about, steps: lines }) => [
      ...(about === '' ? [] : [`  ${about}`]),
      ...lines.map((line) => `  ${about === '' ? '' : '  '}- ${line}`),
    ]),
  ];
}
