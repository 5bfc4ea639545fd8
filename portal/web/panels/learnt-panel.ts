import type { RecordedFacts } from '../../../ledger/record/devices.ts';
import { hideAddresses } from '../../city/hide-addresses.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, describeDuration, type PageContext } from '../frame/page-context.ts';

/** What a device said of itself; each part with the time at which it was said. */
export function renderLearntPanel(context: PageContext, facts: RecordedFacts | undefined): Html {
  const { messages } = context;
  return html`<section class="panel facts learnt" data-part="learnt">
<header><h2>${messages.learnt.heading}</h2></header>
${!facts && html`<p class="quiet">${messages.learnt.nothing}</p>`}
${
  facts &&
  html`<dl>${listFacts(context, facts).map(([label, value, atMs]) => html`<dt>${label}</dt><dd title="${atMs !== undefined && messages.learnt.asOf(context.formats.fullTime(atMs))}">${value}</dd>`)}</dl>
<p class="small">${messages.learnt.asOf(context.formats.fullTime(facts.observedMs))}</p>`
}
${facts && renderStreams(context, facts)}
${facts && renderDisks(context, facts)}
</section>`;
}

type Fact = readonly [label: string, value: Html, atMs: number | undefined];

function listFacts(context: PageContext, facts: RecordedFacts): readonly Fact[] {
  const { messages, formats, view } = context;
  const { learnt } = messages;
  const { identity = {}, networkTime, certificate, oldestRecordingMs, observedMsByPart: partMs } = facts;
  const ofIdentity = (label: string, text: string | undefined): readonly Fact[] =>
    text === undefined ? [] : [[label, html`<bdi>${clip(text)}</bdi>`, partMs.identity]];
  const list: Fact[] = [
    ...ofIdentity(learnt.maker, identity.maker),
    ...ofIdentity(learnt.model, identity.model),
    ...ofIdentity(learnt.serial, identity.serial),
    ...ofIdentity(learnt.firmware, identity.firmware),
    ...ofIdentity(learnt.name, identity.name === undefined ? undefined : hideAddresses(identity.name)),
  ];
  if (networkTime) {
    const words =
      networkTime.source === 'ntp' ? learnt.byNtp(formats.count(networkTime.servers.length)) : learnt.byHand;
    list.push([learnt.networkTime, html`${words}`, partMs.networkTime]);
  }
  if (certificate) {
    const words = [
      learnt.validTo(formats.date(certificate.validToMs)),
      ...(certificate.isSelfSigned ? [learnt.selfSigned] : []),
    ];
    const isExpired = certificate.validToMs <= view.atMs;
    list.push([
      learnt.certificate,
      html`<span class="${isExpired && 'is-bad'}">${words.join(', ')}</span>`,
      partMs.certificate,
    ]);
  }
  if (oldestRecordingMs !== undefined) {
    const age = learnt.ago(describeDuration(context, view.atMs - oldestRecordingMs));
    list.push([
      learnt.oldestRecording,
      html`${formats.fullTime(oldestRecordingMs)} <span class="small">(${age})</span>`,
      partMs.oldestRecordingMs,
    ]);
  }
  return list;
}

function renderStreams(context: PageContext, facts: RecordedFacts): Html | false {
  const { streams = [], observedMsByStream: streamMs } = facts;
  if (streams.length === 0) return false;
  const { messages, formats, view } = context;
  const { learnt } = messages;
  return html`<h3>${learnt.streams}</h3><div class="scroll"><table><thead><tr><th scope="col">${learnt.stream}</th><th scope="col">${learnt.codec}</th><th scope="col">${learnt.picture}</th><th scope="col">${learnt.rate}</th></tr></thead><tbody>${streams.map(
    ({ id, name, codec, width, height, framesPerSecond, bitsPerSecond }) => {
      const picture = [
        ...(width !== undefined && height !== undefined ? [`${width}×${height}`] : []),
        ...(framesPerSecond !== undefined ? [learnt.perSecond(formats.decimal(framesPerSecond))] : []),
      ];
      return html`<tr title="${learnt.asOf(formats.fullTime(streamMs[id] ?? view.atMs))}"><td><bdi>${clip(name ?? id, 40)}</bdi></td><td>${codec === undefined ? '–' : clip(codec, 20)}</td><td>${picture.join(', ') || '–'}</td><td>${bitsPerSecond === undefined ? '–' : formats.bitRate(bitsPerSecond)}</td></tr>`;
    },
  )}</tbody></table></div>`;
}

function renderDisks(context: PageContext, { disks = [], observedMsByPart }: RecordedFacts): Html | false {
  if (disks.length === 0) return false;
  const { messages, formats } = context;
  const { learnt, findings } = messages;
  const atMs = observedMsByPart.disks;
  return html`<h3>${learnt.disks}${atMs !== undefined && html` <span class="small">${learnt.asOf(formats.fullTime(atMs))}</span>`}</h3><div class="scroll"><table title="${atMs !== undefined && learnt.asOf(formats.fullTime(atMs))}"><thead><tr><th scope="col">${learnt.disk}</th><th scope="col">${messages.devicePage.state}</th><th scope="col">${learnt.size}</th><th scope="col">${learnt.free}</th></tr></thead><tbody>${disks.map(
    ({ name, state, sizeBytes, freeBytes }) => {
      const share =
        sizeBytes && freeBytes !== undefined ? ` (${formats.percent(freeBytes / sizeBytes)})` : '';
      return html`<tr><td><bdi>${clip(name, 40)}</bdi></td><td class="${state === 'failed' && 'is-bad'}">${findings.diskStates[state]}</td><td>${sizeBytes === undefined ? '–' : formats.size(sizeBytes)}</td><td>${freeBytes === undefined ? '–' : html`${formats.size(freeBytes)}${share}`}</td></tr>`;
    },
  )}</tbody></table></div>`;
}
