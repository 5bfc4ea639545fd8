import { isOlderFirmware } from './compare-firmware.ts';
import { type Finder, type SurveyResult, surveyResult } from './device-survey.ts';

/** Whether it is the device of the inventory, or where that is silent the one that answered before; and how old its firmware is. */
export const findIdentity: Finder = function* ({ device, report, earlier }) {
  const { identity } = report;
  if (!identity) return;
  const { serial, model, firmware } = identity;
  const wantedSerial = device.serial ?? earlier.serial;
  if (serial !== undefined && wantedSerial !== undefined) {
    yield changeOf('serial-changed', squeeze(serial) === squeeze(wantedSerial), wantedSerial, serial);
  }
  const wantedModel = device.model ?? earlier.model;
  if (model !== undefined && wantedModel !== undefined) {
    const makers = [device.maker, identity.maker].filter((maker) => maker !== undefined);
    yield changeOf('model-changed', isSameModel(wantedModel, model, makers), wantedModel, model);
  }
  const isOld = firmware && device.minFirmware && isOlderFirmware(firmware, device.minFirmware);
  if (typeof isOld === 'boolean') {
    yield surveyResult('firmware-old', isOld, { found: firmware ?? '', minimum: device.minFirmware ?? '' });
  }
};

function changeOf(
  code: 'serial-changed' | 'model-changed',
  isSame: boolean,
  expected: string,
  found: string,
): SurveyResult {
  return surveyResult(code, !isSame, { expected, found });
}

/** What people type and devices say differs in case, blanks and dashes. */
const squeeze = (text: string) => text.toLowerCase().replace(/[\s\-_/.]/g, '');

const SHORTEST_SERIES = 4;

/**
 * Whether two names may be of one model: equal but for case, blanks and dashes and the maker's name in front; or one is the
 * beginning of the other (four characters at least), since inventories hold `DS-2CD2185FWD` where the device says
 * `DS-2CD2185FWD-I (2.8 mm)`.
 */
export function isSameModel(expected: string, found: string, makers: readonly string[]): boolean {
  const [a, b] = [expected, found].map((text) => dropMaker(squeeze(text), makers));
  if (a === undefined || b === undefined) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short === long || (short.length >= SHORTEST_SERIES && long.startsWith(short));
}

function dropMaker(squeezed: string, makers: readonly string[]): string {
  const maker = makers.map(squeeze).find((name) => name !== '' && squeezed.startsWith(name));
  const rest = maker === undefined ? squeezed : squeezed.slice(maker.length);
  return rest === '' ? squeezed : rest;
}
