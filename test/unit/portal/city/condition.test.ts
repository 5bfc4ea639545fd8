import { describe, expect, test } from 'vitest';
import type { LiveStatus } from '#core/domain/sinks.ts';
import type { Indicator, State } from '#core/domain/state.ts';
import { conditionOf } from '#portal/city/condition.ts';

const status = (indicator: Indicator, state: State): LiveStatus => ({
  entity: 'device:cam-1',
  indicator,
  state,
  sinceMs: 1_000,
  afterMs: 900,
});

describe('conditionOf', () => {
  test.each([
    ['nothing is known', [], 'unknown', undefined],
    ['one indicator is up', [status('reach', 'up')], 'up', 'reach'],
    ['one indicator is down', [status('reach', 'down')], 'down', 'reach'],
    [
      'it pings but its port is closed',
      [status('reach', 'up'), status('service', 'down')],
      'down',
      'service',
    ],
    [
      'video flows while pings are filtered',
      [{ ...status('reach', 'down'), reason: 'ping-filtered' }, status('stream', 'up')],
      'degraded',
      'reach',
    ],
    [
      'video was seen before pings failed',
      [status('reach', 'down'), status('stream', 'up')],
      'down',
      'reach',
    ],
    [
      'pings are filtered and no video flows',
      [
        { ...status('reach', 'down'), reason: 'ping-filtered' },
        status('service', 'up'),
        status('stream', 'down'),
      ],
      'down',
      'stream',
    ],
    ['the higher rung is unknown', [status('reach', 'down'), status('service', 'unknown')], 'down', 'reach'],
    [
      'it pings, the higher rung is unknown',
      [status('reach', 'up'), status('service', 'unknown')],
      'up',
      'reach',
    ],
    ['a link is full', [status('reach', 'up'), status('capacity', 'degraded')], 'degraded', 'capacity'],
    ['of a link only its use is known', [status('capacity', 'up')], 'unknown', 'capacity'],
    ['it does not record', [status('reach', 'up'), status('recording', 'down')], 'degraded', 'recording'],
    ['only its recording is known', [status('recording', 'up')], 'unknown', 'recording'],
    ['all is unknown', [status('reach', 'unknown'), status('service', 'unknown')], 'unknown', 'reach'],
  ] as const)('when %s', (_name, statuses, state, indicator) => {
    const condition = conditionOf(statuses);

    expect([condition.state, condition.indicator]).toEqual([state, indicator]);
  });

  test('carries the edges and the reason of the indicator that decided', () => {
    const down = { ...status('service', 'down'), reason: 'refused' };

    expect(conditionOf([status('reach', 'up'), down])).toEqual({
      state: 'down',
      indicator: 'service',
      reason: 'refused',
      sinceMs: 1_000,
      afterMs: 900,
    });
  });
});
