import type { Outage } from '../../../availability/timelines/outages.ts';
import { clip, type PageContext } from './page-context.ts';

type Witnessed = Pick<Outage, 'evidence'> & Partial<Pick<Outage, 'fromMs' | 'recordedMs'>>;

/**
 * What bears witness of an outage, in words: the port of the switch it hangs on, its power, the channel of its recorder. Each
 * says when it was seen; what was seen before the outage, which older rows have, says so.
 */
export function describeEvidence(context: PageContext, outage: Witnessed): string {
  const { formats, messages } = context;
  const { evidence: texts } = messages.learnt;
  const { probes, silent, channelVideo, channelAgeMs, witnessAgeMs, portRateAgeMs } = outage.evidence;
  const words: string[] = [];
  if (typeof probes === 'number') words.push(texts.probes(formats.count(probes)));
  if (outage.evidence.inferred === true && typeof silent === 'number')
    words.push(texts.inferred(formats.count(silent)));
  const filtered = describeFilter(context, outage);
  if (filtered) words.push(filtered);
  const port = describePort(context, outage, seenOf(context, outage, witnessAgeMs));
  if (port) words.push(port);
  const rate = describeRate(context, outage, seenOf(context, outage, portRateAgeMs ?? witnessAgeMs));
  if (rate) words.push(rate);
  if (channelVideo === 'present' || channelVideo === 'lost' || channelVideo === 'unknown') {
    const seen = seenOf(context, outage, channelAgeMs);
    words.push(`${texts[seen.tense].channel[channelVideo]}${seen.words}`);
  }
  return words.join('; ');
}

interface Seen {
  readonly tense: 'during' | 'before';
  /** ` (at 10:44:15)`; empty where it is not on record when it was. */
  readonly words: string;
}

function seenOf({ formats, messages }: PageContext, { fromMs, recordedMs }: Witnessed, ageMs: unknown): Seen {
  if (typeof ageMs !== 'number' || recordedMs === undefined || fromMs === undefined)
    return { tense: 'during', words: '' };
  const { seenAt } = messages.learnt.evidence;
  const seenMs = recordedMs - ageMs;
  const isBefore = seenMs < fromMs;
  return {
    tense: isBefore ? 'before' : 'during',
    words: ` (${seenAt(formats.fullTime(seenMs), isBefore)})`,
  };
}

function describeFilter({ messages, formats }: PageContext, { evidence }: Witnessed): string | undefined {
  const { pingFiltered, answeredBy, answeredMs } = evidence;
  if (pingFiltered !== true || typeof answeredMs !== 'number') return undefined;
  const indicators: Readonly<Record<string, string>> = messages.indicators;
  const check =
    typeof answeredBy === 'string' && Object.hasOwn(indicators, answeredBy) ? indicators[answeredBy] : '';
  return messages.learnt.evidence.pingFiltered(check ?? '', formats.fullTime(answeredMs));
}

function describePort(context: PageContext, { evidence }: Witnessed, seen: Seen): string | undefined {
  const { formats, messages } = context;
  const texts = messages.learnt.evidence[seen.tense];
  const { portOper, poeDelivering, poeMilliwatts } = evidence;
  const port: string[] = [];
  if (typeof portOper === 'string') port.push(describeLink(context, portOper, seen));
  if (typeof poeDelivering === 'boolean') {
    const watts = typeof poeMilliwatts === 'number' ? formats.decimal(poeMilliwatts / 1_000) : '';
    port.push(poeDelivering ? texts.powerOn(watts) : texts.powerOff);
  }
  return port.length === 0
    ? undefined
    : `${namePort(context, evidence.port)} ${port.join(', ')}${seen.words}`;
}

function describeRate(context: PageContext, { evidence }: Witnessed, seen: Seen): string | undefined {
  const { portBitsPerSecond } = evidence;
  if (typeof portBitsPerSecond !== 'number') return undefined;
  const texts = context.messages.learnt.evidence[seen.tense];
  const rate = portBitsPerSecond > 0 ? texts.rate(context.formats.bitRate(portBitsPerSecond)) : texts.noRate;
  return `${namePort(context, evidence.port)} ${rate}${seen.words}`;
}

function describeLink({ messages }: PageContext, oper: string, { tense }: Seen): string {
  const { evidence } = messages.learnt;
  if (oper === 'up') return evidence[tense].portUp;
  return oper === 'down' || oper === 'lower-layer-down' || oper === 'not-present'
    ? evidence[tense].portDown
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
