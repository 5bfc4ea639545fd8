import { expect, test } from 'vitest';
import { aSwitch, camera, line, several, storyOf } from '../../../../support/incident-story.ts';

const LINE = 'link:uplink';
const BEHIND = { ways: [[LINE, 'device:sw']] } as const;
const CITY = [
  line('uplink', { port: 'router#Gi0/1' }),
  aSwitch('sw', { ways: [[LINE]] }),
  ...several(3, camera, 'cam', BEHIND),
];
const ALL = ['sw', 'cam-1', 'cam-2', 'cam-3'];

test('a port that was switched off is the root of what it cut off, and the switch behind it is not', () => {
  const story = storyOf(CITY);
  story.at('1m').switchOff('uplink');
  story.at('1m1s').cut(ALL);
  story.at('10m').restore('uplink');
  story.at('10m5s').restore(ALL);
  story.until('20m');

  expect(story.told()).toEqual([
    '2m11s opened router#Gi0/1: 4 lost, 3 cameras, minor',
    '10m15s resolved router#Gi0/1: 0 lost, minor',
  ]);
  expect(story.news()[0]?.incident).toMatchObject({
    id: 'link:uplink@131000',
    root: { kind: 'entity', entity: LINE, port: 'router#Gi0/1' },
    sinceMs: 60_000,
  });
  expect(story.news()[1]?.incident.backMs).toBe(600_000);
});

test('that the port was switched off may be known later than what it cut off', () => {
  const story = storyOf(CITY);
  story.at('50s').switchOff('uplink', { recordedAfter: '4m' });
  story.at('1m').cut(ALL, { seenBefore: '30s' });
  story.until('6m');

  expect(story.told()).toEqual([
    '2m10s opened sw: 4 lost, 3 cameras, minor',
    '4m50s cause-changed router#Gi0/1: 4 lost, 3 cameras, minor',
  ]);
});

test('a port that was seen up after something fell did not take it along', () => {
  const story = storyOf(CITY);
  story.at('1m').cut(ALL);
  story.at('5m').switchOff('uplink');
  story.until('8m');

  expect(story.told()).toEqual(['2m10s opened sw: 4 lost, 3 cameras, minor']);
});

test('a line that was thought cut is told as the port that was switched off', () => {
  const story = storyOf(CITY);
  story.at('1m').cut(['uplink', ...ALL]);
  story.at('3m').switchOff('uplink');
  story.at('9m').restore(['uplink', ...ALL]);
  story.until('20m');

  expect(story.told()).toEqual([
    '2m10s opened uplink: 5 lost, 3 cameras, minor',
    '3m10s cause-changed router#Gi0/1: 5 lost, 3 cameras, minor',
    '9m10s resolved router#Gi0/1: 0 lost, minor',
  ]);
});

test('a port that is switched on again, and whose line is dead, is not the root any more', () => {
  const story = storyOf(CITY);
  story.at('1m').switchOff('uplink');
  story.at('1m1s').cut(ALL);
  story.at('5m').cut('uplink');
  story.until('5m30s');

  expect(story.told()).toEqual([
    '2m11s opened router#Gi0/1: 4 lost, 3 cameras, minor',
    '5m10s cause-changed uplink: 5 lost, 3 cameras, minor',
  ]);
});

test('what is still down when the port is on again has its own incident', () => {
  const story = storyOf(CITY);
  story.at('1m').switchOff('uplink');
  story.at('1m1s').cut(ALL);
  story.at('10m').restore('uplink');
  story.at('10m5s').restore(['sw', 'cam-1', 'cam-2']);
  story.until('30m');

  expect(story.told()).toEqual([
    '2m11s opened router#Gi0/1: 4 lost, 3 cameras, minor',
    '11m10s opened cam-3: 1 lost, 1 cameras, minor, left from link:uplink@131000',
    '11m10s resolved router#Gi0/1: 0 lost, minor',
  ]);
});

test('a port that nothing was lost by opens nothing', () => {
  const story = storyOf(CITY);
  story.at('1m').switchOff('uplink');
  story.until('30m');

  expect(story.told()).toEqual([]);
  expect(story.engine().unresolved()).toEqual([]);
});
