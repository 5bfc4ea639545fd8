import type { StreamSettings } from '../../core/domain/device-report.ts';
import { attribute, child, children, numberAt, textAt, type Xml } from './xml.ts';

const MOST_PROFILES = 256;

/** Reads a GetProfilesResponse of Media 1: profiles with video. */
export function parseProfiles(response: Xml): readonly StreamSettings[] {
  return toStreams(response, (profile) => child(profile, 'VideoEncoderConfiguration'));
}

/** The same of Media 2. */
export function parseProfiles2(response: Xml): readonly StreamSettings[] {
  return toStreams(response, (profile) => child(profile, 'Configurations', 'VideoEncoder'));
}

function toStreams(response: Xml, encoderOf: (profile: Xml) => Xml | undefined): readonly StreamSettings[] {
  const profiles = children(response, 'Profiles').slice(0, MOST_PROFILES);
  return profiles.flatMap((profile) => {
    const id = attribute(profile, 'token');
    const encoder = encoderOf(profile);
    const name = textAt(profile, 'Name');
    return id === undefined || encoder === undefined
      ? []
      : [{ id, ...(name && { name }), ...settingsOf(encoder) }];
  });
}

function settingsOf(encoder: Xml): Omit<StreamSettings, 'id'> {
  const codec = textAt(encoder, 'Encoding')?.toUpperCase();
  const width = within(numberAt(encoder, 'Resolution', 'Width'), 65_536);
  const height = within(numberAt(encoder, 'Resolution', 'Height'), 65_536);
  const framesPerSecond = within(numberAt(encoder, 'RateControl', 'FrameRateLimit'), 1_000);
  const kilobits = within(numberAt(encoder, 'RateControl', 'BitrateLimit'), 10_000_000);
  return {
    ...(codec && { codec }),
    ...(width && { width }),
    ...(height && { height }),
    ...(framesPerSecond && { framesPerSecond }),
    ...(kilobits && { bitsPerSecond: kilobits * 1_000 }),
  };
}

/** What is zero, negative or beyond any camera is nonsense, and left out. */
function within(value: number | undefined, most: number): number | undefined {
  return value !== undefined && value > 0 && value <= most ? value : undefined;
}

/**
 * Reads the address in a GetStreamUriResponse or GetSnapshotUriResponse: the device's own word, which nobody may follow to
 * another host. Some put user and password into it; those are taken out.
 */
export function parseUri(response: Xml): string | undefined {
  const text = textAt(response, 'MediaUri', 'Uri') ?? textAt(response, 'Uri');
  // What is as long as the longest text we keep was probably cut.
  if (text === undefined || text.length >= 200 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!/^(?:rtsps?|https?):$/.test(url.protocol)) return undefined;
  return text
    .replace(/^(\w+:\/\/)[^/?#]*@/, '$1')
    .replace(/((?:pass(?:word|wd)?|pwd)=)[^&_/?#;]*/gi, '$1***');
}
