import {
  type Fields,
  renderLine,
  renderSeriesKey,
  type Tags,
} from '#collector/influx/lines/line-protocol.ts';
import { SERIES, type SeriesName } from '#core/names/series.ts';

export interface Times {
  readonly stepMs: number;
  readonly nowMs: number;
  readonly backMs: number;
}

export const startMs = (nowMs: number, backMs: number, stepMs: number): number =>
  Math.ceil((nowMs - backMs) / stepMs) * stepMs;

export function gridLines<Name extends SeriesName>(
  name: Name,
  keys: readonly string[],
  fields: readonly Fields<Name>[],
  times: Times,
): Iterable<string> {
  const empty = Object.fromEntries(SERIES[name].tags.map((tag) => [tag, undefined])) as Tags<Name>;
  const key = renderSeriesKey(name, empty);
  const texts = fields.map((one) => renderLine(key, one, 0)?.slice(key.text.length + 1, -2) ?? '');
  return textLines(keys, texts, times);
}

/** Each key has another of the texts at each instant. */
export function* textLines(
  keys: readonly string[],
  texts: readonly string[],
  { stepMs, nowMs, backMs }: Times,
) {
  for (let atMs = startMs(nowMs, backMs, stepMs), round = 0; atMs < nowMs; atMs += stepMs, round++) {
    for (let index = 0; index < keys.length; index++) {
      yield `${keys[index]} ${texts[(index * 31 + round * 17) % texts.length]} ${atMs}`;
    }
  }
}

/** Each key has texts of its own. */
export function* rowLines(
  keys: readonly string[],
  texts: readonly (readonly string[])[],
  { stepMs, nowMs, backMs }: Times,
) {
  for (let atMs = startMs(nowMs, backMs, stepMs), round = 0; atMs < nowMs; atMs += stepMs, round++) {
    for (let index = 0; index < keys.length; index++) {
      const own = texts[index] ?? [];
      yield `${keys[index]} ${own[(index + round) % own.length]} ${atMs}`;
    }
  }
}
