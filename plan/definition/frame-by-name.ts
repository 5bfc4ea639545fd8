import type { AgencyReportSettings } from './agency-report-schema.ts';

/** What stands around the text of what an agency writes, as far as its name tells; whatever is set takes its place. */
export function frameByName(name: string, city: string): AgencyReportSettings {
  const [, kind = '', unit = ''] = COMMITTEE.exec(name) ?? [];
  if (kind !== '')
    return {
      issuingBody: `Ủy ban nhân dân\n${kind} ${unit}`,
      place: unit,
      agencySymbol: 'UBND',
      signer: { authority: 'TM.', onBehalfOf: 'ỦY BAN NHÂN DÂN', post: 'CHỦ TỊCH' },
    };
  if (name.startsWith('Sở '))
    return {
      superiorBody: `UBND thành phố ${city}`,
      issuingBody: name,
      place: city,
      agencySymbol: initials(name),
      signer: { post: 'GIÁM ĐỐC' },
    };
  const [, superiorBody, post] = MINISTRIES.find(([beginning]) => name.startsWith(beginning)) ?? [];
  return {
    ...(superiorBody !== undefined && { superiorBody }),
    issuingBody: name,
    place: city,
    signer: post === undefined ? {} : { post },
  };
}

/** A name that is set in capitals cannot stand in a line of text: the inventory has it as it is written. */
export const asWritten = (set: string | undefined, name: string): string =>
  set === undefined || set.toLocaleUpperCase('vi') === name.toLocaleUpperCase('vi') ? name : set;

/** A People's Committee has no body above it in its letterhead, is at the place it is named after, and signs as a collective. */
const COMMITTEE = /^Ủy ban nhân dân (phường|xã|thị trấn|quận|huyện|thị xã) (.+)$/;

/** Of those that belong to a ministry: how their names begin, the ministry, the post of the head. Their symbols are their own. */
const MINISTRIES = [
  ['Công an thành phố', 'Bộ Công an', 'GIÁM ĐỐC'],
  ['Bộ Tư lệnh', 'Bộ Quốc phòng', 'TƯ LỆNH'],
] as const;

/** `SKHCN` of `Sở Khoa học và Công nghệ`: what departments use unless they decided otherwise. */
const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== 'và')
    .map((word) => word.slice(0, 1).toLocaleUpperCase('vi'))
    .join('');
