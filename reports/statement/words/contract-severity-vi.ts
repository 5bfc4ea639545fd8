/** What contracts call how urgent a fault is; a name of one's own stays as it is. */
export const contractSeverityVi = (name: string): string => SEVERITIES.get(name) ?? name;

const SEVERITIES: ReadonlyMap<string, string> = new Map([
  ['normal', 'thông thường'],
  ['urgent', 'khẩn cấp'],
  ['network', 'sự cố mạng'],
  ['line', 'sự cố đường dây'],
  ['town', 'nội thành, thị xã'],
  ['village', 'thị trấn, xã'],
]);
