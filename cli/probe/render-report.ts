import type { CheckRun } from '../../collector/diagnosis/checks/check-run.ts';
import type {
  DeviceReport,
  Disk,
  StreamSettings,
  TlsCertificate,
  Ups,
} from '../../core/domain/device-report.ts';
import { seconds } from '../../core/time/units.ts';
import type { Amounts } from '../print/amounts.ts';
import type { RenderContext } from './render-context.ts';
import type { FieldName } from './texts.ts';

/** `isOne`: a device has one of it, so that a second one is the same told again. */
export type ReportRow = readonly [name: string, found: string, by: string, isOne: boolean];

/** What the first round told: the later ones are asked for less. */
export function renderReport({ rounds, engine }: CheckRun, context: RenderContext): readonly ReportRow[] {
  const [{ outcome, sentMs }] = rounds;
  const { report } = outcome;
  if (report === undefined) return [];
  const { texts, style, amounts, formats } = context;
  const by = style('dim', texts.told(engine));
  const row = (field: FieldName, found: string): ReportRow => [
    texts.fields[field],
    found,
    by,
    SINGLE.has(field),
  ];
  const { uptimeMs, clockOffsetMs, networkTime, certificate, ups, oldestRecordingMs } = report;
  return [
    ...(uptimeMs === undefined ? [] : [row('uptime', amounts.duration(uptimeMs))]),
    ...(clockOffsetMs === undefined ? [] : [row('clock', describeClock(clockOffsetMs, context))]),
    ...(networkTime
      ? [row('networkTime', texts.networkTime[networkTime.source](networkTime.servers.join(', ')))]
      : []),
    ...(certificate ? [row('certificate', describeCertificate(certificate, context))] : []),
    ...(report.tlsPin === undefined ? [] : [row('tlsPin', report.tlsPin)]),
    ...(report.streams ?? []).map((stream) => row('stream', describeStream(stream, context))),
    ...(report.disks ?? []).map((disk) => row('disk', describeDisk(disk, context))),
    ...renderChannels(report, row, context),
    ...(oldestRecordingMs === undefined
      ? []
      : [
          row(
            'oldest',
            `${formats.fullTime(oldestRecordingMs)}, ${texts.ago(amounts.duration(Math.max(0, sentMs - oldestRecordingMs)))}`,
          ),
        ]),
    ...renderPoe(report, row, context),
    ...(ups ? [row('ups', describeUps(ups, context))] : []),
    ...renderSensors(report, row, context),
  ];
}

const SINGLE: ReadonlySet<FieldName> = new Set(['uptime', 'clock', 'networkTime', 'oldest', 'ups']);

type MakeRow = (field: FieldName, found: string) => ReportRow;

function describeClock(offsetMs: number, { texts, amounts }: RenderContext): string {
  // ONVIF tells whole seconds.
  if (Math.abs(offsetMs) < seconds(1)) return texts.right;
  const duration = amounts.duration(Math.abs(Math.round(offsetMs)));
  return offsetMs < 0 ? texts.behind(duration) : texts.ahead(duration);
}

function describeCertificate(
  { subject, isSelfSigned, validToMs }: TlsCertificate,
  { texts, formats, style }: RenderContext,
): string {
  const validity = texts.validTo(formats.fullTime(validToMs));
  return [
    subject,
    ...(isSelfSigned ? [texts.selfSigned] : []),
    validToMs < Date.now() ? style('red', validity) : validity,
  ].join(', ');
}

function describeStream(stream: StreamSettings, { texts, amounts }: RenderContext): string {
  const { codec, width, height, framesPerSecond, bitsPerSecond, streamAddress } = stream;
  const settings = [
    codec,
    width !== undefined && height !== undefined ? `${width}×${height}` : undefined,
    framesPerSecond === undefined ? undefined : texts.framesPerSecond(amounts.number(framesPerSecond)),
    bitsPerSecond === undefined ? undefined : amounts.bitRate(bitsPerSecond),
    streamAddress,
  ].filter((part) => part !== undefined);
  return `${texts.streamName(stream)}: ${settings.join(', ')}`;
}

function describeDisk({ name, state, sizeBytes, freeBytes }: Disk, context: RenderContext): string {
  const { texts, amounts, style } = context;
  const isWell = state === 'ok';
  return [
    `${name}: ${isWell ? texts.diskStates[state] : style(state === 'unknown' ? 'yellow' : 'red', texts.diskStates[state])}`,
    ...(sizeBytes === undefined ? [] : [amounts.size(sizeBytes)]),
    ...(freeBytes === undefined ? [] : [texts.free(amounts.size(freeBytes))]),
  ].join(', ');
}

function renderChannels({ channels = [] }: DeviceReport, row: MakeRow, { texts, style }: RenderContext) {
  return channels.map(({ number, name, video, recording }) => {
    const picture = video === 'lost' ? style('red', texts.video.lost) : texts.video[video];
    const kept = recording === 'off' ? style('red', texts.recording.off) : texts.recording[recording];
    return row('channel', `${number}${name === undefined ? '' : ` ${name}`}: ${picture}, ${kept}`);
  });
}

function renderPoe({ poePorts = [] }: DeviceReport, row: MakeRow, { texts, amounts }: RenderContext) {
  return poePorts.map(({ interface: name, isDelivering, milliwatts }) => {
    const draw = milliwatts === undefined ? '' : ` ${amounts.number(milliwatts / 1_000)} W`;
    return row('poe', `${name}: ${isDelivering ? texts.delivering : texts.notDelivering}${draw}`);
  });
}

function describeUps({ source, chargeRatio, runtimeMs, loadRatio }: Ups, context: RenderContext): string {
  const { texts, amounts, style } = context;
  const isWell = source === 'mains';
  return [
    isWell ? texts.upsSources[source] : style('yellow', texts.upsSources[source]),
    ...(chargeRatio === undefined ? [] : [texts.charge(amounts.percent(chargeRatio))]),
    ...(runtimeMs === undefined ? [] : [texts.runtime(amounts.duration(runtimeMs))]),
    ...(loadRatio === undefined ? [] : [texts.load(amounts.percent(loadRatio))]),
  ].join(', ');
}

const QUANTITIES = {
  celsius: '°C',
  volts: 'V',
  amperes: 'A',
  watts: 'W',
  percent: '%',
  rpm: 'rpm',
  dbm: 'dBm',
  hertz: 'Hz',
} as const;

/** A switch has hundreds: a few lines of them are enough to see what there is. */
const SENSORS_SHOWN = 12;

function renderSensors({ sensors = [] }: DeviceReport, row: MakeRow, { texts, amounts }: RenderContext) {
  if (sensors.length === 0) return [];
  const shown = sensors
    .slice(0, SENSORS_SHOWN)
    .map(
      ({ name, quantity, value }) => `${nameOf(name, texts)}: ${describeQuantity(value, quantity, amounts)}`,
    );
  const rest = sensors.length - shown.length;
  return [row('sensors', `${shown.join(', ')}${rest > 0 ? ` … (+${rest})` : ''}`)];
}

/** `input 2` is the second of what is called `input`. */
function nameOf(name: string, { sensors }: RenderContext['texts']): string {
  const [, kind = name, number = ''] = /^(.+?)( \d[\d.]*)?$/.exec(name) ?? [];
  return Object.hasOwn(sensors, kind) ? `${sensors[kind]}${number}` : name;
}

/** Radio links tell billions of hertz. */
function describeQuantity(value: number, quantity: keyof typeof QUANTITIES, { number }: Amounts): string {
  if (quantity === 'hertz' && value >= 1e6) return `${number(value / 1e6)} MHz`;
  return `${number(value)} ${QUANTITIES[quantity]}`;
}
