/** `CAM_01 Nguyễn Đình` becomes `cam-01-nguyen-dinh`: what ids are made of. */
export function toSlug(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
