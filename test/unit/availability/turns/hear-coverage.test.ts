import { describe, expect, test } from 'vitest';
import { type Heard, hearCoverage } from '#availability/turns/hear-coverage.ts';
import { seconds } from '#core/time/units.ts';

const [A, EVER_MS] = ['kv-a', Number.MIN_SAFE_INTEGER];
const open = (toMs: number, fromMs = 0) => ({ collector: A, fromMs, toMs, openFromMs: fromMs });
const ended = (fromMs: number, toMs: number) => ({ collector: A, fromMs, toMs, endedMs: toMs });

/** Heard up to 100 at 1 s of the steady clock. */
const heardTo100 = (): Heard => hearCoverage(new Map(), [open(100)], seconds(1)).heard;

describe('how far a collector covers', () => {
  test('is another from ever on where nothing was known of it', () => {
    expect(hearCoverage(new Map(), [open(100)], 0)).toMatchObject({ changedMs: EVER_MS });
  });

  test('is no news while it grows', () => {
    const { heard, changedMs } = hearCoverage(heardTo100(), [open(105)], seconds(6));

    expect(changedMs).toBeUndefined();
    expect(heard.get(A)).toMatchObject({ toMs: 105, isGoingOn: true });
  });

  test('is taken to go on for a while in which nothing is heard, and then to have ended where it was heard last', () => {
    const patient = hearCoverage(heardTo100(), [open(100)], seconds(15));
    const lapsed = hearCoverage(patient.heard, [open(100)], seconds(16));

    expect(patient).toMatchObject({ changedMs: undefined });
    expect(patient.heard.get(A)).toMatchObject({ isGoingOn: true });
    expect(lapsed).toMatchObject({ changedMs: 100 });
    expect(lapsed.heard.get(A)).toMatchObject({ isGoingOn: false });
    expect(hearCoverage(lapsed.heard, [open(100)], seconds(99)).changedMs).toBeUndefined();
  });

  test('is another from where it had lapsed when it is heard again', () => {
    const { heard } = hearCoverage(heardTo100(), [open(100)], seconds(20));

    const again = hearCoverage(heard, [open(160)], seconds(60));

    expect(again).toMatchObject({ changedMs: 100 });
    expect(again.heard.get(A)).toMatchObject({ toMs: 160, isGoingOn: true });
  });

  test('is another from where it ended, be that before what was heard', () => {
    expect(hearCoverage(heardTo100(), [ended(0, 90)], seconds(2)).changedMs).toBe(90);
    expect(hearCoverage(heardTo100(), [ended(0, 120)], seconds(2)).changedMs).toBe(100);
  });

  test('is another where it began anew, or where nothing grows any more', () => {
    expect(hearCoverage(heardTo100(), [open(130, 110)], seconds(2)).changedMs).toBe(100);
    expect(hearCoverage(heardTo100(), [], seconds(2)).changedMs).toBe(100);
  });
});
