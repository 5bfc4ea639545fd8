import { describe, expect, test } from 'vitest';
import { parseH264Sps } from '#collector/rtsp/parse-h264-sps.ts';
import { parseH265Sps } from '#collector/rtsp/parse-h265-sps.ts';

const bytes = (base64: string) => Buffer.from(base64, 'base64');

describe('parseH264Sps', () => {
  // Written by x264 for pictures of this size and rate.
  test.each([
    ['Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY', 1920, 1080, 25],
    ['Z2QAH6zZQFAFuwEQAAADABAAAAMDIPGDGWA=', 1280, 720, 25],
    ['Z2QAMqzZQCiA9flwEQAAAwABAAADADIPGDGW', 2592, 1944, 25],
    ['Z2QAHqzZQKAvsBEAAAMAAQAAAwAyDxYtlg==', 640, 368, 25],
    // Interlaced, with scaling lists, with 4:2:2 and cropping.
    ['Z2QAHqzZQLQk2AiAAAADAIAAABkPihTL', 720, 576, 25],
    ['Z2QAKKyyAPAET8uAiAAAAwAIAAADAeB4wZJA', 1920, 1080, 30],
    ['Z3oAH7zZQMgTfvARAAADAAEAAAMAPA8YMZY=', 800, 606, 30],
  ])('reads %s as %i × %i at %i frames a second', (base64, width, height, framesPerSecond) => {
    expect(parseH264Sps(bytes(base64))).toEqual({ width, height, framesPerSecond });
  });

  test.each([
    ['nothing', ''],
    ['a picture parameter set', 'aOvjyyLA'],
    ['one that is cut short', 'Z2QAKKzZ'],
    ['zeros', 'ZwAAAAAAAAAAAAAAAAAAAA=='],
  ])('does not read %s', (_what, base64) => {
    expect(parseH264Sps(bytes(base64))).toBeUndefined();
  });
});

describe('parseH265Sps', () => {
  // Written by x265 for pictures of this size.
  test.each([
    ['QgEBAWAAAAMAkAAAAwAAAwB4oAPAgBDlllZpJMrwFoCAAAADAIAAAAeE', 1920, 1080],
    ['QgEBAWAAAAMAkAAAAwAAAwBdoAKAgC0WWVmkkyvAWgIAAAMAAgAAAwAeEA==', 1280, 720],
    ['QgEBAWAAAAMAkAAAAwAAAwCWoAFEIAeZZZWaSTK8BaAgAAADACAAAAMB4Q==', 2592, 1944],
    ['QgEBAWAAAAMAkAAAAwAAAwA/oAUCAXFllZpJMrwFoCAAAAMAIAAAAwHh', 640, 368],
  ])('reads %s as %i × %i', (base64, width, height) => {
    expect(parseH265Sps(bytes(base64))).toEqual({ width, height });
  });

  test.each(['', 'Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY', 'QgEBAWAA'])('does not read %j', (base64) => {
    expect(parseH265Sps(bytes(base64))).toBeUndefined();
  });
});
