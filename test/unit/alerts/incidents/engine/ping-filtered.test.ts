import { expect, test } from 'vitest';
import { aSwitch, camera, several, storyOf } from '#test/support/incident-story.ts';

const FILTERED = { reason: 'ping-filtered' };

test('what answers otherwise while its pings are filtered is nobody’s incident', () => {
  const story = storyOf([camera('cam-1'), ...several(2, camera, 'cam-2')]);
  story.at(0).cut('cam-1', FILTERED);
  story.until('2h');

  expect(story.told()).toEqual([]);
  expect(story.engine().standingOf('device:cam-1')).toEqual({ kind: 'well' });
});

test('what is proven alive within the wait is told to nobody', () => {
  const story = storyOf([camera('cam-1')]);
  story.at(0).cut('cam-1');
  story.at('20s').cut('cam-1', FILTERED);
  story.until('2h');

  expect(story.told()).toEqual([]);
});

test('what is proven alive later is not lost any more', () => {
  const story = storyOf([camera('cam-1')]);
  story.at(0).cut('cam-1');
  story.at('4m').cut('cam-1', FILTERED);
  story.until('1h');

  expect(story.told()).toEqual([
    '1m10s opened cam-1: 1 lost, 1 cameras, minor',
    '4m10s resolved cam-1: 0 lost, minor',
  ]);
  expect(story.news().at(-1)?.incident.backMs).toBe(240_000);
});

test('what falls altogether after that is lost since its last check failed', () => {
  const story = storyOf([camera('cam-1')]);
  story.at(0).cut('cam-1', FILTERED);
  story.at('30m').cut('cam-1', { indicator: 'service' });
  story.at('30m').cut('cam-1', { reason: 'timeout' });
  story.until('1h');

  expect(story.told()).toEqual(['31m10s opened cam-1: 1 lost, 1 cameras, minor']);
  expect(story.news()[0]?.incident.sinceMs).toBe(1_800_000);
});

test('a switch that answers otherwise takes nothing along', () => {
  const story = storyOf([aSwitch('sw'), camera('cam-1', { ways: [['device:sw']] })]);
  story.at(0).cut('sw', FILTERED);
  story.at('1m').cut('cam-1');
  story.until('1h');

  expect(story.told()).toEqual(['2m10s opened cam-1: 1 lost, 1 cameras, minor']);
});
