import { describe, expect, test } from 'vitest';
import type { Contract } from '#core/domain/inventory.ts';
import { carriersOf, contractsOf, decidersOf, findParty, partiesOf } from '#ledger/history/known-parties.ts';
import { hour } from '#test/support/decisions.ts';
import { device, link } from '#test/support/inventory.ts';
import { steadyHistory, turned } from '#test/support/recorded-history.ts';

const contract = (id: string, rest: Partial<Contract>): Contract => ({
  id,
  name: id,
  contractor: 'a',
  fromMs: 0,
  sample: true,
  terms: {},
  ...rest,
});
const HISTORY = steadyHistory({
  agencies: ['x', 'both', 'owner'],
  contractors: ['a', 'b', 'both', 'city-net'],
  contracts: [
    contract('keeper', { agency: 'x' }),
    contract('nobody', {}),
    contract('line', { contractor: 'b' }),
    contract('backbone', { contractor: 'city-net' }),
  ],
  devices: [
    device({
      id: 'cam-1',
      agency: 'owner',
      contracts: ['keeper'],
      upstreams: [['link:l-1', 'device:rt-1'], ['link:l-2']],
    }),
    device({ id: 'rt-1', upstreams: [['link:l-3'], ['device:cam-1']] }),
  ],
  links: [
    link({ id: 'l-1', contracts: ['line'] }),
    link({ id: 'l-2' }),
    link({ id: 'l-3', contracts: ['backbone'] }),
  ],
});
const WINDOW = { fromMs: hour(10), toMs: hour(12) };

describe('findParty', () => {
  test.each([
    ['dost', 'dost'],
    ['x', 'agency:x'],
    ['a', 'contractor:a'],
    ['contractor:both', 'contractor:both'],
  ])('%s is %s', (text, party) => {
    expect(findParty(HISTORY, text)).toBe(party);
  });

  test.each([
    ['both', 'expected one party, got "both": agency:both or contractor:both'],
    ['agency:a', 'expected dost, or an agency or contractor that is on record, got "agency:a"'],
    ['city-nett', 'got "city-nett"; perhaps "city-net"'],
  ])('refuses %s', (text, message) => {
    expect(() => findParty(HISTORY, text)).toThrow(message);
  });
});

test('parties are those at the instant that is asked for', () => {
  const history = {
    ...HISTORY,
    contracts: new Map([
      [
        'keeper',
        turned(contract('keeper', { agency: 'x' }), hour(5), contract('keeper', { contractor: 'b' })),
      ],
    ]),
  };

  expect(partiesOf(history, 'keeper', hour(5) - 1)).toEqual({
    contractor: 'contractor:a',
    agency: 'agency:x',
  });
  expect(partiesOf(history, 'keeper', hour(5))).toEqual({ contractor: 'contractor:b' });
  expect(partiesOf(history, 'other', hour(5))).toEqual({});
});

test('the agency of the contract decides or DOST, and where it has none those of the devices', () => {
  const claim = { contract: 'keeper', entities: ['device:cam-1'] } as const;

  expect(decidersOf(HISTORY, claim, hour(1))).toEqual(new Set(['agency:x', 'dost']));
  expect(decidersOf(HISTORY, { ...claim, contract: 'nobody' }, hour(1))).toEqual(
    new Set(['agency:owner', 'dost']),
  );
});

test('the contracts that answer for something, and the carriers of all lines in front of it, circles included', () => {
  expect(contractsOf(HISTORY, 'device:cam-1', WINDOW)).toEqual(new Set(['keeper']));
  expect(contractsOf(HISTORY, 'link:l-2', WINDOW)).toEqual(new Set());
  expect(carriersOf(HISTORY, ['device:cam-1'], WINDOW)).toEqual(
    new Set(['contractor:b', 'contractor:city-net']),
  );
  expect(carriersOf(HISTORY, ['link:l-1'], WINDOW)).toEqual(new Set(['contractor:b']));
});
