import { describe, expect, test } from 'vitest';
import {
  parseJobState,
  parseJobs,
  parseOldest,
  parseRecordings,
} from '#collector/onvif/recording-answers.ts';
import { child, parseEnvelope } from '#collector/onvif/xml.ts';

const response = (content: string) =>
  child(parseEnvelope(`<Envelope><Body><R>${content}</R></Body></Envelope>`).body, 'R') ?? {};
const recording = (token: string, name = '') =>
  `<RecordingItem><RecordingToken>${token}</RecordingToken><Configuration><Source><Name>${name}</Name></Source></Configuration></RecordingItem>`;

describe('parseRecordings', () => {
  test.each([
    [
      ['rec-1', 'rec-2', 'rec-5'],
      [1, 2, 5],
    ],
    [
      ['000', '001', '003'],
      [1, 2, 4],
    ],
    [
      ['RecordMediaProfile00100', 'RecordMediaProfile00200'],
      [1, 2],
    ],
    [
      ['a', 'b'],
      [1, 2],
    ],
    [
      ['rec-1', 'b'],
      [1, 2],
    ],
    [
      ['a-1', 'b-1'],
      [1, 2],
    ],
    [['a-99999999'], [1]],
    [[], []],
  ])('numbers the recordings %j as channels %j', (tokens, expected) => {
    const found = parseRecordings(response(tokens.map((token) => recording(token)).join('')));

    expect(found.map(({ number }) => number)).toEqual(expected);
  });

  test('keeps token and name', () => {
    expect(parseRecordings(response(recording('rec-7', 'Cổng &amp; sân')))).toEqual([
      { token: 'rec-7', number: 7, name: 'Cổng & sân' },
    ]);
  });
});

test('parseJobs reads which recording a job fills, and leaves out halves', () => {
  const job = (token: string, of: string) =>
    `<JobItem>${token && `<JobToken>${token}</JobToken>`}<JobConfiguration><RecordingToken>${of}</RecordingToken><Mode>Active</Mode></JobConfiguration></JobItem>`;

  expect(parseJobs(response(job('j1', 'r1') + job('', 'r2') + job('j3', '')))).toEqual([
    { token: 'j1', recording: 'r1' },
  ]);
});

describe('parseJobState', () => {
  const stateOf = (state: string, errors: readonly string[] = []) =>
    parseJobState(
      response(
        `<State><State>${state}</State>${errors
          .map((error) => `<Sources><Tracks><Track><Error>${error}</Error></Track></Tracks></Sources>`)
          .join('')}</State>`,
      ),
    );

  test.each([
    ['Active', [], { recording: 'on', video: 'present', isFailing: false }],
    ['PartiallyActive', [], { recording: 'on', video: 'present', isFailing: false }],
    ['Idle', [], { recording: 'off', video: 'unknown', isFailing: false }],
    ['Error', [], { recording: 'off', video: 'unknown', isFailing: true }],
    ['Error', ['', 'Video loss'], { recording: 'off', video: 'lost', isFailing: true }],
    ['Error', ['Camera not connected'], { recording: 'off', video: 'lost', isFailing: true }],
    [
      'Error',
      ['No space left on the disk'],
      { recording: 'off', video: 'present', isFailing: true, disks: 'full' },
    ],
    ['Error', ['HDD error'], { recording: 'off', video: 'present', isFailing: true, disks: 'failed' }],
    ['Dreaming', [], { recording: 'unknown', video: 'unknown', isFailing: false }],
  ])('reads %s with the errors %j', (state, errors, expected) => {
    expect(stateOf(state, errors)).toEqual(expected);
  });
});

describe('parseOldest', () => {
  const oldestOf = (text: string) => parseOldest(response(`<Summary><DataFrom>${text}</DataFrom></Summary>`));

  test.each([
    ['2026-11-01T00:00:00Z', Date.UTC(2026, 10, 1)],
    ['2026-11-01T00:00:00.500Z', Date.UTC(2026, 10, 1, 0, 0, 0, 500)],
    ['2026-11-01T07:00:00+07:00', Date.UTC(2026, 10, 1)],
    ['2026-11-01T00:00:00', Date.UTC(2026, 10, 1)],
    ['1970-01-01T00:00:00Z', undefined],
    ['2026-13-01T00:00:00Z', undefined],
    ['yesterday', undefined],
    ['', undefined],
  ])('reads %j as %s', (text, expected) => {
    expect(oldestOf(text)).toBe(expected);
  });
});
