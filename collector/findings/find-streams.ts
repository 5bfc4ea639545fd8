import type { StreamSettings } from '../../core/domain/device-report.ts';
import { type Finder, surveyResult } from './device-survey.ts';

const MOST_STREAMS = 16;

/** Whether streams are set as they were. Rates may differ by a tenth: some devices say what they send just now. */
export const findStreams: Finder = function* ({ report: { streams = [] }, earlier }) {
  for (const stream of streams.slice(0, MOST_STREAMS)) {
    const expected = earlier.stream(stream.id);
    if (expected === undefined) continue;
    const isSame = isSameStream(parseStream(expected), stream);
    yield surveyResult('stream-changed', !isSame, { expected, found: renderStream(stream) }, stream.id);
  }
};

type Settings = Pick<StreamSettings, 'codec' | 'width' | 'height' | 'framesPerSecond' | 'bitsPerSecond'>;

/** How a stream is set, for people and for the next look: `h264, 1920x1080, 25 fps, 4096 kbit/s`, as far as it is known. */
export function renderStream({ codec, width, height, framesPerSecond, bitsPerSecond }: Settings): string {
  return [
    codec?.toLowerCase().replace(/[\s,]/g, ''),
    width === undefined || height === undefined ? undefined : `${width}x${height}`,
    framesPerSecond === undefined ? undefined : `${round(framesPerSecond)} fps`,
    bitsPerSecond === undefined ? undefined : `${round(bitsPerSecond / 1_000)} kbit/s`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

const round = (value: number) => Math.round(value * 100) / 100;

function parseStream(text: string): Settings {
  const settings: { -readonly [Name in keyof Settings]: Settings[Name] } = {};
  for (const part of text.split(', ')) {
    const [, width, height] = /^(\d+)x(\d+)$/.exec(part) ?? [];
    const [, rate, unit] = /^([\d.]+) (fps|kbit\/s)$/.exec(part) ?? [];
    if (width !== undefined && height !== undefined) {
      settings.width = Number(width);
      settings.height = Number(height);
    } else if (unit === 'fps') settings.framesPerSecond = Number(rate);
    else if (unit === 'kbit/s') settings.bitsPerSecond = Number(rate) * 1_000;
    else if (part !== '') settings.codec = part;
  }
  return settings;
}

function isSameStream(expected: Settings, found: StreamSettings): boolean {
  const codec = found.codec?.toLowerCase().replace(/[\s,]/g, '');
  return (
    isEqual(expected.codec, codec) &&
    isEqual(expected.width, found.width) &&
    isEqual(expected.height, found.height) &&
    isNear(expected.framesPerSecond, found.framesPerSecond) &&
    isNear(expected.bitsPerSecond, found.bitsPerSecond)
  );
}

/** What is not said on one side is no difference. */
const isEqual = <Value>(a: Value | undefined, b: Value | undefined) =>
  a === undefined || b === undefined || a === b;

const isNear = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined || Math.abs(a - b) <= 0.1 * Math.max(a, b);
