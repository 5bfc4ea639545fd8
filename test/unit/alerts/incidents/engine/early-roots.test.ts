import { describe, expect, test } from 'vitest';
import { seconds } from '#core/time/units.ts';
import { aSwitch, camera, line, type Story, several, storyOf } from '#test/support/incident-story.ts';

/** core ─ trunk ─ link-7 ─ sw-1 ─ cam-1 to cam-20, and two cameras that hang on nothing or on another line as well. */
const CITY = [
  line('trunk'),
  line('other'),
  line('link-7', { ways: [['link:trunk']] }),
  aSwitch('sw-1', { ways: [['link:link-7']] }),
  ...several(20, camera, 'cam', { ways: [['device:sw-1']] }),
  camera('alone'),
  camera('twofold', { ways: [['device:sw-1'], ['link:other']] }),
];
const cams = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `cam-${from + index}`);
const ALL = ['trunk', 'link-7', 'sw-1', ...cams(1, 20)];

const early = (entities: Parameters<typeof storyOf>[0] = CITY): Story =>
  storyOf(entities, { promptMs: seconds(5) });

describe('a root with nothing above it', () => {
  test('is told of soon, with how many hang on it, and how many are down once a wait is over', () => {
    const story = early();
    story.at(0).cut(['trunk', ...cams(1, 5)]);
    story.at('40s').cut(['link-7', 'sw-1', ...cams(6, 20)], { seenBefore: '50s' });
    story.at('30m').restore(ALL);
    story.until('2h');

    expect(story.told()).toEqual([
      '15s opened trunk: 6 lost, 5 cameras, 20 behind it, major',
      '1m10s grew trunk: 23 lost, 20 cameras, major',
      '30m10s resolved trunk: 0 lost, major',
    ]);
    expect(story.news()[0]?.incident.behind).toEqual({ things: 22, cameras: 20 });
  });

  test('tells of what is found later at its usual pace', () => {
    const story = early();
    story.at(0).cut(['trunk', ...cams(1, 15)]);
    story.at('2m').cut(cams(16, 18), { seenBefore: '3m' });
    story.at('7m').cut(cams(19, 20), { seenBefore: '10m' });
    story.until('20m');

    expect(story.told()).toEqual([
      '15s opened trunk: 16 lost, 15 cameras, 20 behind it, major',
      '5m15s grew trunk: 19 lost, 18 cameras, major',
      '10m15s grew trunk: 21 lost, 20 cameras, major',
    ]);
  });

  test('with all behind it down already has nothing more to tell', () => {
    const story = early();
    story.at(0).cut(ALL);
    story.until('30m');

    expect(story.told()).toEqual(['15s opened trunk: 23 lost, 20 cameras, 20 behind it, major']);
    expect(story.engine().unresolved()[0]?.summary.behind).toBeUndefined();
  });

  test('is told of as soon as enough behind it is down for no accident', () => {
    const story = early();
    story.at(0).cut(['trunk', ...cams(1, 4)]);
    story.at('12s').cut('cam-5', { seenBefore: '20s' });
    story.until('10m');

    expect(story.told()).toEqual(['25s opened trunk: 6 lost, 5 cameras, 20 behind it, major']);
  });

  test('waits where too little fell with it', () => {
    const story = early();
    story.at(0).cut(['trunk', ...cams(1, 4)]);
    story.until('10m');

    expect(story.told()).toEqual(['1m10s opened trunk: 5 lost, 4 cameras, minor']);
  });

  test('with few behind it waits for all of them', () => {
    const street = [line('link-7'), ...several(3, camera, 'cam', { ways: [['link:link-7']] })];
    const whole = early(street);
    whole.at(0).cut(['link-7', 'cam-1', 'cam-2']);
    whole.at('12s').cut('cam-3', { seenBefore: '20s' });
    whole.until('10m');
    const part = early(street);
    part.at(0).cut(['link-7', 'cam-1', 'cam-2']);
    part.until('10m');

    expect(whole.told()).toEqual(['25s opened link-7: 4 lost, 3 cameras, 3 behind it, minor']);
    expect(part.told()).toEqual(['1m10s opened link-7: 3 lost, 2 cameras, minor']);
  });

  test('that only does not answer, while all behind it does, waits and is degraded', () => {
    const story = early();
    story.at(0).cut('trunk');
    story.until('10m');

    expect(story.told()).toEqual(['1m10s opened trunk: 1 lost, minor, degraded']);
  });

  test('takes over soon what was told of before it was found', () => {
    const story = early();
    story.at(0).cut(cams(1, 2));
    story.at('70s').cut(['trunk', ...cams(3, 9)], { seenBefore: '80s' });
    story.until('10m');

    expect(story.told()).toEqual([
      '1m10s opened cam-1: 1 lost, 1 cameras, minor',
      '1m10s opened cam-2: 1 lost, 1 cameras, minor',
      '1m25s cause-changed trunk: 10 lost, 9 cameras, 20 behind it, major',
      '1m25s resolved cam-2: 0 lost, minor, now in device:cam-1@70000',
    ]);
  });

  test('that is back before the wait is over was one incident, and one again', () => {
    const story = early();
    story.at(0).cut(ALL);
    story.at('20s').restore(ALL);
    story.at('5m').cut(ALL);
    story.at('10m').restore(ALL);
    story.until('1h');

    expect(story.told()).toEqual([
      '15s opened trunk: 23 lost, 20 cameras, 20 behind it, major',
      '30s resolved trunk: 0 lost, major',
      '5m15s reopened trunk: 23 lost, 20 cameras, 20 behind it, major, 2 times',
      '10m10s resolved trunk: 0 lost, major, 2 times',
    ]);
  });

  test('that planned work covers is told of when the work is over', () => {
    const story = early();
    story.at(0).planWork(['trunk'], '1h', '2h');
    story.at('1h10m').cut(ALL);
    story.at('2h30m').restore(ALL);

    expect(story.told()).toEqual([
      '1h10m15s opened trunk: 23 lost, 20 cameras, 20 behind it, major, muted',
      '2h unmuted trunk: 23 lost, 20 cameras, major',
      '2h30m10s resolved trunk: 0 lost, major',
    ]);
  });

  test('that nobody could see meanwhile waits anew, as everything does', () => {
    const story = early();
    story.at(0).cut(ALL);
    story.at('12s').goBlind();
    story.at('1m20s').see();
    story.until('10m');

    expect(story.told()).toEqual(['2m20s opened trunk: 23 lost, 20 cameras, major']);
  });

  test('and acknowledged at once still has its first update', () => {
    const story = early();
    story.at(0).cut(['trunk', ...cams(1, 5)]);
    story.at('30s').acknowledge('link:trunk@15000', 'noc-1');
    story.at('40s').cut(cams(6, 20), { seenBefore: '50s' });
    story.until('10m');

    expect(story.told()).toEqual([
      '15s opened trunk: 6 lost, 5 cameras, 20 behind it, major',
      '30s acknowledged trunk: 6 lost, 5 cameras, 20 behind it, major, by noc-1',
      '1m10s grew trunk: 21 lost, 20 cameras, major',
    ]);
  });

  test('of two that stand side by side the one that fell last counts what only both carry', () => {
    const story = early([
      line('leg-a'),
      line('leg-b'),
      aSwitch('sw-1', { ways: [['link:leg-a'], ['link:leg-b']] }),
      ...several(6, camera, 'cam', { ways: [['device:sw-1']] }),
    ]);
    story.at(0).cut('leg-a');
    story.at('1h').cut(['leg-b', 'sw-1', ...cams(1, 6)]);
    story.until('2h');

    expect(story.told()).toEqual([
      '1m10s opened leg-a: 1 lost, minor, degraded',
      '1h15s opened leg-b: 8 lost, 6 cameras, 6 behind it, minor',
    ]);
  });
});

describe('what waits as before', () => {
  test('a line that has something above it, and a camera that hangs on nothing', () => {
    const story = early();
    story.at(0).cut(['link-7', 'sw-1', ...cams(1, 20), 'alone']);
    story.until('10m');

    expect(story.told()).toEqual([
      '1m10s opened alone: 1 lost, 1 cameras, minor',
      '1m10s opened link-7: 22 lost, 20 cameras, major',
    ]);
  });

  /** Six lines into a ward, with six cameras behind each. */
  const ward = Array.from({ length: 6 }, (_, index) => {
    const id = `line-${index + 1}`;
    return [
      line(id, { area: 'ward-1', groups: { area: 'ward-1' } }),
      ...several(6, camera, id, { ways: [[`link:${id}`]] }),
    ];
  }).flat();
  const lineWithAll = (number: number) => [
    `line-${number}`,
    ...Array.from({ length: 6 }, (_, index) => `line-${number}-${index + 1}`),
  ];

  test('lines that fell together in one place may have one cause', () => {
    const story = early(ward);
    for (let number = 1; number <= 6; number++) story.at(`${number}s`).cut(lineWithAll(number));
    story.until('10m');

    expect(story.told().map((words) => words.replace(/:.*/, ''))).toEqual([
      '1m11s opened 6 of 6 links in area ward-1',
    ]);
  });

  test('of which the first may have been told of alone, and goes on with the other cause', () => {
    const story = early(ward);
    for (let number = 1; number <= 6; number++)
      story.at(`${10 * number}s`).cut(lineWithAll(number), { seenBefore: '60s' });
    story.until('10m');

    expect(story.told().map((words) => words.replace(/:.*/, ''))).toEqual([
      '25s opened line-1',
      '1m30s cause-changed 6 of 6 links in area ward-1',
    ]);
    expect(new Set(story.news().map(({ incident }) => incident.id))).toEqual(new Set(['link:line-1@25000']));
  });
});
