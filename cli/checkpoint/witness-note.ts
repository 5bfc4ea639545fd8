import type { PlaceOptions } from '../../config/settings/ledger-place.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { readWitnessed } from '../../ledger/sqlite/checkpoints/read-witnessed.ts';
import { witnessKeys } from './witness-keys.ts';

/**
 * Up to which row of the ledger others than the operator have signed, in one line for whoever verifies what rests on it: in one
 * language, or in both.
 */
export async function witnessNote(path: string, place: PlaceOptions, language?: Language): Promise<string> {
  const witnesses = await witnessKeys(place);
  const { seq, by } = readWitnessed(path, witnesses ? { witnesses } : {}) ?? {};
  const names = by?.map(({ name }) => name).join(', ');
  const told = language === undefined ? LANGUAGES : [language];
  return told
    .map((one) => (seq === undefined || names === undefined ? UNWITNESSED[one] : WITNESSED[one](seq, names)))
    .join(' / ');
}

const UNWITNESSED: Readonly<Record<Language, string>> = {
  vi: 'sổ ghi chưa có bên nào khác ký',
  en: 'unwitnessed: nobody but the operator has signed a head of the ledger',
};

const WITNESSED: Readonly<Record<Language, (seq: number, names: string) => string>> = {
  vi: (seq, names) => `sổ ghi đã được ${names} ký đến dòng ${seq}; các dòng sau chưa có bên nào khác ký`,
  en: (seq, names) => `witnessed up to row ${seq} of the ledger by ${names}, unwitnessed beyond it`,
};
