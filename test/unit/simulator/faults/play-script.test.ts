import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Entity } from '#core/domain/state.ts';
import type { Act } from '#simulator/faults/act.ts';
import type { Actor } from '#simulator/faults/carry-out.ts';
import type { Fault, TruthInterval } from '#simulator/faults/fault.ts';
import { playScript } from '#simulator/faults/play-script.ts';

const START_MS = 1_000_000;

const cut: Fault = { number: 1, kind: 'link-cut', target: 'line-1', atMs: 1_000, durationMs: 5_000 };
const down = (entity: Entity) =>
  ({ shows: 'state', entity, indicator: 'reach', state: 'down', reasons: ['timeout'] }) as const;
const act: Act = {
  addresses: ['127.99.0.1', '127.99.0.2'],
  virtual: [],
  expected: [down('device:cam-1'), down('link:line-1')],
  touched: [],
};

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Writes down what it is asked to do, and takes 20 ms for it. */
function recordingActor() {
  const acts: string[] = [];
  const does =
    (name: string) =>
    async ({ addresses }: Act) => {
      acts.push(`${Date.now() - START_MS} ${name} ${addresses.length}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
  const actor: Actor = { begin: does('begin'), end: does('end') };
  return { acts, actor };
}

function play(faults: Iterable<Fault>, planned: Act = act, recording = recordingActor()) {
  const truth: TruthInterval[] = [];
  const stopping = new AbortController();
  const script = playScript({
    faults,
    planAct: () => planned,
    actor: recording.actor,
    startMs: START_MS,
    nowMs: Date.now,
    onTruth: (intervals) => truth.push(...intervals),
    stop: stopping.signal,
  });
  return { script, truth, stopping, acts: recording.acts };
}

describe('playScript', () => {
  test('makes a fault at its time, and records right before and after each act', async () => {
    const { script, truth, acts } = play([cut]);

    await vi.advanceTimersByTimeAsync(7_000);
    await script.finished;

    expect(acts).toEqual(['1000 begin 2', '6000 end 2']);
    expect(truth).toEqual(
      act.expected.map((expected) => ({
        fault: 1,
        expected,
        from: { earliestMs: START_MS + 1_000, latestMs: START_MS + 1_020 },
        to: { earliestMs: START_MS + 6_000, latestMs: START_MS + 6_020 },
      })),
    );
  });

  test('plays each phase of a flapping device', async () => {
    const cycle = { downMs: 1_000, upMs: 500 };
    const { script, acts, truth } = play([{ ...cut, kind: 'flapping', durationMs: 2_500, cycle }]);

    await vi.advanceTimersByTimeAsync(4_000);
    await script.finished;

    expect(acts).toEqual(['1000 begin 2', '2000 end 2', '2500 begin 2', '3500 end 2']);
    expect(truth).toHaveLength(4);
  });

  test('knows what is on and what has begun', async () => {
    const later: Fault = { ...cut, number: 2, atMs: 3_000, durationMs: 10_000 };
    const { script, stopping } = play([cut, later]);

    await vi.advanceTimersByTimeAsync(500);
    expect(script.active()).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(script.active()).toEqual([cut, later]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(script.active()).toEqual([later]);
    expect(script.begun()).toEqual([cut, later]);

    stopping.abort();
    await vi.advanceTimersByTimeAsync(50);
    await script.finished;
  });

  test('a stop undoes what is on, leaves its truth open, and begins nothing new', async () => {
    const endless = (function* () {
      for (let number = 1; ; number++) yield { ...cut, number, atMs: number * 1_000 };
    })();
    const { script, stopping, acts, truth } = play(endless);

    await vi.advanceTimersByTimeAsync(1_500);
    stopping.abort();
    await vi.advanceTimersByTimeAsync(50);
    await script.finished;

    expect(acts).toEqual(['1000 begin 2', '1500 end 2']);
    expect(truth).toHaveLength(2);
    expect(truth[0]).not.toHaveProperty('to');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('an act that fails fails the script', async () => {
    const { actor } = recordingActor();
    const refusing = { acts: [], actor: { ...actor, begin: () => Promise.reject(new Error('no route')) } };
    const { script } = play([cut], act, refusing);
    const failed = expect(script.finished).rejects.toThrow('no route');

    await vi.advanceTimersByTimeAsync(7_000);

    await failed;
    expect(script.active()).toEqual([]);
  });
});
