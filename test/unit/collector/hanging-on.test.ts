import { expect, test } from 'vitest';
import { createHangingOn } from '#collector/hanging-on.ts';
import type { Change } from '#core/domain/state.ts';
import { finish } from '#core/host/in-slices.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const INVENTORY = inventoryOf({
  devices: [
    device({ id: 'router' }),
    device({ id: 'sw', upstreams: [['link:line']] }),
    device({ id: 'cam-1', upstreams: [['device:sw']] }),
    device({ id: 'cam-2', upstreams: [['device:sw']] }),
    device({ id: 'ring', upstreams: [['link:other'], ['device:sw']] }),
    device({ id: 'elsewhere', upstreams: [['link:other']] }),
  ],
  links: [link({ id: 'line', near: 'device:router' }), link({ id: 'other' })],
});

/** What is asked after something came back, while these are down: `cam-1 reach`. */
function askedAfter(returned: Partial<Change> & Pick<Change, 'entity'>, ...down: readonly string[]) {
  const asked: string[] = [];
  const isDown = (id: string, indicator: string) => down.includes(`${id} ${indicator}`);
  const askAfterReturn = (id: string, indicator: string) => void asked.push(`${id} ${indicator}`);
  const hangingOn = finish(createHangingOn(INVENTORY, { isDown }, { askAfterReturn }));
  finish(hangingOn.askBehind([{ indicator: 'reach', state: 'up', afterMs: 0, atMs: 1, ...returned }]));
  return asked;
}

const SILENT = ['sw reach', 'cam-1 reach', 'cam-1 service', 'ring reach', 'elsewhere reach'];

test.each([
  ['a line', { entity: 'link:line' }, ['sw reach', 'cam-1 reach', 'ring reach']],
  ['the router before a line', { entity: 'device:router' }, ['sw reach', 'cam-1 reach', 'ring reach']],
  ['a switch', { entity: 'device:sw' }, ['cam-1 reach', 'ring reach']],
  ['a camera: its other rungs', { entity: 'device:cam-1' }, ['cam-1 service']],
  [
    'a switch that answers again with loss',
    { entity: 'device:sw', state: 'degraded' },
    ['cam-1 reach', 'ring reach'],
  ],
  ['a switch that fell', { entity: 'device:sw', state: 'down' }, []],
  ['a switch that nobody knows of', { entity: 'device:sw', state: 'unknown' }, []],
  ['another rung than reach', { entity: 'device:sw', indicator: 'service' }, []],
] as const)(
  'after the return of %s what is down behind it is asked, the nearest first',
  (_what, returned, expected) => {
    expect(askedAfter(returned, ...SILENT)).toEqual(expected);
  },
);
