import { describe, expect, test } from 'vitest';
import { createFindFigure } from '#reports/annual/frame/figure-path.ts';
import { readFigure } from '#reports/annual/frame/read-figure.ts';

const SECTIONS = {
  movement: {
    city: { camera: { opening: 150, closing: 201 }, nvr: { opening: 7, closing: 8 } },
    transfers: {},
  },
  availability: {
    measured: { upMs: 9_000, degradedMs: 800, downMs: 200, unknownMs: 10_000, outOfServiceMs: 5 },
  },
  rows: [
    { id: 'a', money: '1200000', targetPpm: 985_000, capacity: 10_500_000 },
    { id: 'b', money: '300000', targetPpm: 990_000, capacity: 1 },
    { id: 'c', capacity: 200_000_000 },
  ],
  tasks: [{ id: 'II.1', percent: 40 }],
  document: [
    { values: { date: '2024-11-30', attendees: 5 } },
    { values: { date: '2025-01-02', attendees: 40 } },
    { values: { date: '2025-11-15', attendees: 52 } },
  ],
  funding: [
    {
      values: {
        year: 2025,
        source: 'Ngân sách 1/2',
        task: 'II.3',
        planned: '10',
        allocated: '8',
        disbursed: '3',
      },
    },
    { values: { year: 2025, source: 'Tài trợ', planned: '5', allocated: '4', disbursed: '4' } },
    { values: { year: 2024, planned: '99' } },
  ],
};
const read = (id: string) => readFigure(createFindFigure(SECTIONS), id);

describe('reading a figure by its id', () => {
  test.each([
    ['movement.city.camera.closing', '201', '201'],
    ['movement.city.*.closing', '209', '209'],
    ['movement.city.camera.opening#less/movement.city.camera.closing', '51', '51'],
    ['movement.city.nvr.closing#share/movement.city.*.closing', '3,8\u00a0%', '3.8'],
    ['availability.measured#availability', '98,00\u00a0%', '98.00'],
    ['availability.measured#coverage', '50,00\u00a0%', '50.00'],
    ['availability.measured#low', '49,00\u00a0%', '49.00'],
    ['availability.measured#high', '99,00\u00a0%', '99.00'],
    ['rows.a.money#dong', '1.200.000', '1200000'],
    ['rows.*.money#dong', '1.500.000', '1500000'],
    ['rows.a.targetPpm#target', '98,5\u00a0%', '98.5'],
    ['rows.b.targetPpm#target', '99\u00a0%', '99'],
    ['rows.a.capacity#bits', '10,5', '10.5'],
    ['rows.c.capacity#bits', '200', '200'],
    ['tasks.II\u20241.percent', '40', '40'],
    ['document.*.values#in/2024-12-01/2025-11-15', '2', '2'],
    ['document.*.values#in/2024-12-01/2025-11-15/attendees', '92', '92'],
    ['funding.*.values#of/2025/planned', '15', '15'],
    ['funding.*.values#of/2025/planned/task=II.3', '10', '10'],
    ['funding.*.values#of/2025/planned/task=', '5', '5'],
    [`funding.*.values#of/2025/planned/source=${encodeURIComponent('Ngân sách 1/2')}`, '10', '10'],
    ['funding.*.values#of/2025//task=II.3', '1', '1'],
    ['funding.*.values#rate/2025/disbursed/allocated', '58,3\u00a0%', '58.3'],
    ['funding.*.values#rate/2025/disbursed/allocated/task=II.3', '37,5\u00a0%', '37.5'],
    ['document.*.values#in/2024-12-01/2025-11-15//attendees=52', '1', '1'],
    ['tasks.*#count', '1', '1'],
    ['tasks.*#sum/percent/id=II.1', '40', '40'],
    ['document.*.values#mean/attendees', '32,3', '32.3'],
    ['document.*.values#mean/attendees/date=2025-01-02', '40,0', '40.0'],
    ['tasks.*#count/percent=40', '1', '1'],
    ['tasks.*#count/percent=41', '0', '0'],
    ['tasks.*#count/percent!=41', '1', '1'],
    ['movement.city.camera.closing#change//movement.city.camera.opening', '+51', '51'],
    ['movement.city.nvr.closing#change//movement.city.camera.closing', '−193', '-193'],
    ['availability.measured#change/availability/availability.measured#availability', '0,00', '0.00'],
    [
      'funding.*.values#change/rate%2F2025%2Fdisbursed%2Fallocated/availability.measured#low',
      '+9,30',
      '9.30',
    ],
    ['rows.a.targetPpm#change/target/rows.b.targetPpm#target', '−0,5', '-0.5'],
  ])('%s is %s', (id, text, value) => {
    expect(read(id)).toEqual({ text, value });
  });

  test.each([
    'movement.city.ups.closing',
    'rows.c.money#dong',
    'movement.transfers.*',
    'rows.a.money#colour',
    'nothing',
    'rows.a#constructor',
    'funding.*.values#rate/2024/disbursed/allocated',
    'movement.city.nvr.closing#change//nothing',
  ])('%s is no figure', (id) => {
    expect(read(id)).toBeUndefined();
  });
});
