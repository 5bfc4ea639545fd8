import type { Outage } from '../../../settlement/outages.ts';
import { clip, type PageContext } from './page-context.ts';

/** What bears witness of an outage, in words: the port of the switch it hangs on, its power, the channel of its recorder. */
export function describeEvidence(context: PageContext, { evidence }: Pick<Outage, 'evidence'>): string {
  const { formats, messages } = context;
  const { evidence: texts } = messages.learnt;
  const words: string[] = [];
  const { probes, silent, portOper, portBitsPerSecond, poeDelivering, poeMilliwatts, channelVideo } =
    evidence;
  if (typeof probes === 'number') words.push(texts.probes(formats.count(probes)));
  if (evidence.inferred === true && typeof silent === 'number')
    words.push(texts.inferred(formats.count(silent)));
  const port: string[] = [];
  if (typeof portOper === 'string') port.push(describePort(context, portOper));
  if (typeof portBitsPerSecond === 'number')
    port.push(portBitsPerSecond > 0 ? texts.rate(formats.bitRate(portBitsPerSecond)) : texts.noRate);
  if (typeof poeDelivering === 'boolean') {
    const watts = typeof poeMilliwatts === 'number' ? formats.decimal(poeMilliwatts / 1_000) : '';
    port.push(poeDelivering ? texts.powerOn(watts) : texts.powerOff);
  }
  if (port.length > 0) words.push(`${namePort(context, evidence.port)} ${port.join(', ')}`);
  if (channelVideo === 'present' || channelVideo === 'lost' || channelVideo === 'unknown')
    words.push(texts.channel[channelVideo]);
  return words.join('; ');
}

function describePort({ messages }: PageContext, oper: string): string {
  const { evidence } = messages.learnt;
  if (oper === 'up') return evidence.portUp;
  return oper === 'down' || oper === 'lower-layer-down' || oper === 'not-present'
    ? evidence.portDown
    : evidence.portOther(clip(oper, 30));
}

/** `sw-1#ge-0/0/1`, where the switch may be named. */
function namePort({ messages, view }: PageContext, place: Outage['evidence'][string] | undefined): string {
  const { evidence } = messages.learnt;
  if (typeof place !== 'string') return evidence.portWitness;
  const end = place.indexOf('#');
  const visible = view.fleet.deviceById.get(place.slice(0, end));
  return visible
    ? evidence.port(`${clip(place.slice(end + 1), 30)} (${clip(visible.device.name, 40)})`)
    : evidence.portWitness;
}
