import {
  type ChannelLook,
  contactOf,
  type DeviceLook,
  type PortLook,
  type Surroundings,
  type WayPoint,
} from '../../collector/diagnosis/checks/surroundings.ts';
import type { ProbeOutcome } from '../../core/domain/probing.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { describeMeasurements } from './render-check-run.ts';
import type { RenderContext } from './render-context.ts';

type Row = readonly string[];

/** What stands in front of a silent device and beside it, and whether that answers. */
export function renderAround(around: Surroundings, context: RenderContext): readonly string[] {
  const { texts, style } = context;
  const rows: readonly Row[] = [
    ...(around.canaries?.isGood ? [['', style('dim', texts.canariesGood)]] : []),
    ...around.way.map((point) => renderWayPoint(point, context)),
    ...around.neighbours.map((look) => renderDevice(texts.neighbours, look, context)),
    ...(around.ping ? [[texts.ping, '', describeAnswer(around.ping, context)]] : []),
    ...(around.port ? [renderPort(around.port, context)] : []),
    ...(around.channel ? [renderChannelLook(around.channel, context)] : []),
  ];
  if (rows.length === 0) return [];
  return [style('bold', texts.headings.around), ...alignRows(rows).map((line) => `  ${line}`), ''];
}

function renderWayPoint(point: WayPoint, context: RenderContext): Row {
  const { texts } = context;
  if ('device' in point) return renderDevice(texts.way, point, context);
  const { id, name } = point.link;
  const about = [name === id ? '' : name, contactOf(point)].filter(Boolean).join(', ');
  return [texts.way, id, about];
}

function renderDevice(label: string, { device, outcome }: DeviceLook, context: RenderContext): Row {
  const { id, address } = device;
  const name = address === undefined ? id : `${id} (${address})`;
  return [
    label,
    name,
    outcome ? describeAnswer(outcome, context) : context.style('dim', context.texts.notAsked),
  ];
}

function describeAnswer(outcome: ProbeOutcome, context: RenderContext): string {
  const { texts, messages, style } = context;
  if (!outcome.ok) return style('red', `${texts.silent} (${messages.reasons[outcome.reason]})`);
  // How far it is, and no more: it is not what is looked at.
  const { rttAvgMs, connectMs, lossRatio = 0 } = outcome.measurements;
  const measured = describeMeasurements(
    {
      ...(rttAvgMs !== undefined && { rttAvgMs }),
      ...(connectMs !== undefined && { connectMs }),
      ...(lossRatio > 0 && { lossRatio }),
    },
    context,
  );
  return `${style('green', texts.answers)}${measured ? `: ${measured}` : ''}`;
}

function renderPort(port: PortLook, context: RenderContext): Row {
  const { texts, amounts, style } = context;
  const label = texts.portOf(port.device, port.name);
  const { sample, poe, fromDeviceBitsPerSecond, toDeviceBitsPerSecond } = port;
  if (sample === undefined) return [label, '', style('yellow', port.failure ?? '')];
  const state = sample.admin === 'down' ? 'switched-off' : (sample.oper ?? 'unknown');
  const draw = poe?.milliwatts === undefined ? '' : ` ${amounts.number(poe.milliwatts / 1_000)} W`;
  const parts = [
    style(state === 'up' ? 'green' : 'red', texts.interfaceStates[state]),
    ...(fromDeviceBitsPerSecond === undefined ? [] : [`← ${amounts.bitRate(fromDeviceBitsPerSecond)}`]),
    ...(toDeviceBitsPerSecond === undefined ? [] : [`→ ${amounts.bitRate(toDeviceBitsPerSecond)}`]),
    ...(poe ? [`${poe.isDelivering ? texts.delivering : texts.notDelivering}${draw}`] : []),
  ];
  return [label, '', parts.join(', ')];
}

export function renderChannelLook(
  { recorder, number, channel, failure }: ChannelLook,
  { texts, style }: RenderContext,
): Row {
  const label = texts.channelOf(String(number), recorder);
  if (channel === undefined) return [label, '', style('yellow', failure ?? '')];
  const video = style(channel.video === 'lost' ? 'red' : 'green', texts.video[channel.video]);
  return [label, '', `${video}, ${texts.recording[channel.recording]}`];
}
