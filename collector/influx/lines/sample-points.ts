import type { Inventory } from '../../../core/domain/inventory.ts';
import type { ReadingSink } from '../../../core/domain/sinks.ts';
import type { TrafficSample } from '../../../core/domain/traffic.ts';
import { finish, type Steps } from '../../../core/host/in-slices.ts';
import { createPortNumbers } from '../../../core/packed/port-numbers.ts';
import type { PseudonymOf } from '../pseudonyms.ts';
import type { DevicePlaces } from './device-places.ts';
import { createPlaceAnswers } from './place-answers.ts';
import { createPlaceRecordings, RECORDINGS_EVERY_MS } from './place-recordings.ts';
import { createReadingLines, SUMMED_UP } from './reading-lines.ts';
import { portWindowMs, type Resolution } from './resolution.ts';
import { createSummaries } from './summaries.ts';
import { createTrafficLines, MOST_INTERFACES_PER_DEVICE } from './traffic-lines.ts';
import { createTrafficSummaries } from './traffic-summaries.ts';

export interface SamplePointsOptions {
  readonly inventory: () => Inventory;
  readonly places: DevicePlaces;
  readonly pseudonymOf: PseudonymOf;
  readonly resolution: () => Resolution;
  readonly emit: (
    series: 'reach' | 'answers' | 'recordings' | 'traffic',
    line: string | undefined,
    atMs: number,
  ) => void;
  readonly onDropped: (points: number) => void;
}

/** Points of what probes and polls measure: each by itself, or summed up, and what they add up to by place. */
export interface SamplePoints extends ReadingSink {
  readonly writeTraffic: (samples: readonly TrafficSample[]) => void;
  /** Emits what its time is over of: of each device and port. */
  readonly flushEnded: (nowMs: number) => void;
  /** The same of what they add up to by place. */
  readonly flushPlaces: (nowMs: number) => void;
  /** Emits all of each device and port, step by step: what comes later becomes sums of its own. */
  readonly flushOpen: () => Steps<void>;
  readonly flushAllPlaces: () => void;
}

export function createSamplePoints({
  inventory,
  places,
  pseudonymOf,
  resolution,
  emit,
  onDropped,
}: SamplePointsOptions): SamplePoints {
  const lines = createReadingLines(places, pseudonymOf);
  const summaries = createSummaries((reading, sample) =>
    emit('reach', lines.renderSample(reading, sample), reading.atMs),
  );
  const answers = createPlaceAnswers(places, (line, atMs) => emit('answers', line, atMs));
  const recordings = createPlaceRecordings(places, (line, atMs) => emit('recordings', line, atMs));
  const ports = createPortNumbers({ mostPerDevice: MOST_INTERFACES_PER_DEVICE });
  const trafficLines = createTrafficLines({ inventory, places, ports, pseudonymOf });
  const emitTraffic = (sample: TrafficSample) => {
    const line = trafficLines.render(sample);
    if (line === 'too-many-interfaces') onDropped(1);
    else if (line !== 'unknown-device')
      // What of it is rolled up is that of links.
      emit('traffic', line, sample.linkId === undefined ? Number.POSITIVE_INFINITY : sample.atMs);
  };
  const trafficSummaries = createTrafficSummaries(ports, emitTraffic);
  return {
    write: (readings) => {
      const isSummedUp = resolution() === 'summaries';
      for (const reading of readings) {
        answers.add(reading);
        recordings.add(reading);
        if (isSummedUp && SUMMED_UP.has(reading.indicator)) summaries.add(reading);
        else emit('reach', lines.render(reading), reading.atMs);
      }
      if (!isSummedUp) finish(summaries.flushAll());
    },
    writeTraffic: (samples) => {
      const present = resolution();
      if (present === 'every-reading') finish(trafficSummaries.flushAll());
      for (const sample of samples) {
        const windowMs = portWindowMs(present, sample.linkId);
        windowMs === 0 ? emitTraffic(sample) : trafficSummaries.add(sample, windowMs);
      }
    },
    flushEnded: (nowMs) => {
      summaries.flushEnded(nowMs);
      trafficSummaries.flushEnded(nowMs);
    },
    flushPlaces: (nowMs) => {
      answers.flushEnded(nowMs);
      recordings.emitDue(nowMs, RECORDINGS_EVERY_MS[resolution()]);
    },
    *flushOpen() {
      yield* summaries.flushAll();
      yield* trafficSummaries.flushAll();
    },
    flushAllPlaces: answers.flushAll,
  };
}
