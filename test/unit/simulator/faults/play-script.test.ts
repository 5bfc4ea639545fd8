import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fault, TruthInterval } from '#simulator/faults/fault.ts';
import type { FaultMaker } from '#simulator/faults/fault-maker.ts';
import type { Act } from '#simulator/faults/plan-act.ts';
import { playScript } from '#simulator/faults/play-script.ts';

const START_MS = 1_000_000;

const cut: Fault = { number: 1, kind: 'link-cut', target: 'line-1', atMs: 1_000, durationMs: 5_000 };
const act: Act = {
  addresses: ['127.99.0.1', '127.99.0.2'],
  ports: [],
  down: [
    { entity: 'device:cam-1', indicator: 'reach' },
    { entity: 'link:line-1', indicator: 'reach' },
  ],
};

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Writes down what it is asked to do, and takes 20 ms for it. */
function recordingMaker() {
  const acts: string[] = [];
  const does = (name: string) => async (what: readonly unknown[]) => {
    acts.push(`${Date.now() - START_MS} ${name} ${what.length}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const maker: FaultMaker = {
    name: 'listeners',
    cut: does('cut'),
    restore: does('restore'),
    closePorts: does('close'),
    openPorts: does('open'),
    close: async () => undefined,
  };
  return { acts, maker };
}

function play(faults: Iterable<Fault>, planned: Act = act, maker = recordingMaker()) {
  const truth: TruthInterval[] = [];
  const stopping = new AbortController();
  const script = playScript({
    faults,
    planAct: () => planned,
    maker: maker.maker,
    startMs: START_MS,
    nowMs: Date.now,
    onTruth: (intervals) => truth.push(...intervals),
    stop: stopping.signal,
  });
  return { script, truth, stopping, acts: maker.acts };
}

describe('playScript', () => {
  test('makes a fault at its time, and records right before and after each act', async () => {
    const { script, truth, acts } = play([cut]);

    await vi.advanceTimersByTimeAsync(7_000);
    await script.finished;

    expect(acts).toEqual(['1000 cut 2', '6000 restore 2']);
    expect(truth).toEqual(
      act.down.map((observed) => ({
        fault: 1,
        ...observed,
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

    expect(acts).toEqual(['1000 cut 2', '2000 restore 2', '2500 cut 2', '3500 restore 2']);
    expect(truth).toHaveLength(4);
  });

  test('closes a port and leaves the address alone', async () => {
    const ports = [{ address: '127.99.0.1', port: 8_554 }];
    const { script, acts } = play([{ ...cut, kind: 'port-closed' }], { ...act, addresses: [], ports });

    await vi.advanceTimersByTimeAsync(7_000);
    await script.finished;

    expect(acts).toEqual(['1000 close 1', '6000 open 1']);
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

    expect(acts).toEqual(['1000 cut 2', '1500 restore 2']);
    expect(truth).toHaveLength(2);
    expect(truth[0]).not.toHaveProperty('to');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('an act that fails fails the script', async () => {
    const maker = recordingMaker();
    const refusing = {
      ...maker,
      maker: { ...maker.maker, cut: () => Promise.reject(new Error('no route')) },
    };
    const { script } = play([cut], act, refusing);
    const failed = expect(script.finished).rejects.toThrow('no route');

    await vi.advanceTimersByTimeAsync(7_000);

    await failed;
    expect(script.active()).toEqual([]);
  });
});
